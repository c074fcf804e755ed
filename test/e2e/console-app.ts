import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Pusher from 'pusher-js'
import type { Browser } from 'playwright'
import { onTestFinished } from 'vitest'
import { serve, type Serving } from './cli.ts'
import { type OpenTab, openTab, publisherOf, userOf } from './console-tabs.ts'

/** A server with a configuration, whose schemas the Console knows, and its users. */
export interface ConsoleApp {
  server: Serving
  /** Folder of the app; a command there is given {@link ConsoleApp.data}. */
  folder: string
  data: string
  /** Opens a page of the Console, until the test ends. */
  open: (path: string) => Promise<OpenTab>
  /** A user of the app with pusher-js, until the test ends. */
  user: (name: string) => Pusher
  publisher: () => ReturnType<typeof publisherOf>
  stop: () => Promise<void>
}

const config = `
const title = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value?.title === 'string'
        ? { value }
        : { issues: [{ message: 'Expected a title', path: ['title'] }] },
    jsonSchema: {
      input: () => ({ type: 'object', properties: { title: { type: 'string', examples: ['Hello'] } } }),
    },
  },
}
const anything = { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) } }
export default {
  channels: {
    news: { events: { made: title }, persist: true },
    logs: { events: { log: anything }, persist: true },
    admin: { events: { admin_event: anything }, persist: true },
    'presence-{room}': { events: { moved: anything }, clientEvents: { 'client-typing': anything } },
  },
  authorize: {
    news: { history: 'anyone', publish: ({ user }) => user.id === 'ana' },
    logs: { history: 'anyone', publish: ({ user }) => user.roles?.includes('admin') ?? false },
    admin: { history: 'anyone' },
    'presence-{room}': () => true,
  },
  users: [{ id: 'ana', info: { name: 'Ana Lima' } }, { id: 'ben', info: { name: 'Ben' } }],
  webhooks: WEBHOOKS,
}`

/** @param webhooks - endpoints of the app */
export async function startConsoleApp(
  cli: string,
  browser: Browser,
  webhooks: readonly { url: string; events?: readonly string[] }[] = [],
): Promise<ConsoleApp> {
  const folder = mkdtempSync(join(tmpdir(), 'console-app-'))
  const file = join(folder, 'realtime.config.mjs')
  writeFileSync(file, config.replace('WEBHOOKS', JSON.stringify(webhooks)))
  const data = join(folder, 'data')
  const server = await serve(cli, data, 0, ['--config', file])
  const credentials = JSON.parse(readFileSync(join(data, 'credentials.json'), 'utf8')) as Parameters<
    typeof publisherOf
  >[1]
  return {
    server,
    folder,
    data,
    async open(path) {
      const tab = await openTab(browser, `${server.url}${path}`)
      onTestFinished(() => tab.page.close())
      return tab
    },
    user(name) {
      const pusher = userOf(server.url, credentials, name)
      onTestFinished(() => pusher.disconnect())
      return pusher
    },
    publisher: () => publisherOf(server.url, credentials),
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
