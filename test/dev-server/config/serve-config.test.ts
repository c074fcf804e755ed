import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import HttpPusher from 'pusher'
import Pusher from 'pusher-js'
import type { Channel, Options } from 'pusher-js'
import nacl from 'tweetnacl'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { cliProject } from '../processes.ts'
import { appFolder } from './app-folder.ts'
import { clientAt, officialAt } from '../settings-at.ts'

type Project = Awaited<ReturnType<typeof cliProject>>
type Serving = Awaited<ReturnType<Project['serve']>>

const config = `
import { defineConfig } from 'react-pusher-kit/dev-server'
import { channels } from './realtime/channels.ts'
import { messages } from './realtime/messages.ts'
import { policies } from './realtime/policies.ts'

const people = { ana: { id: 'ana', roles: ['admin'] }, bob: { id: 'bob' } }

export default defineConfig({
  channels,
  authorize: policies,
  messages,
  authenticate: (request) => people[request.headers.get('authorization')?.slice(7) as 'ana' | 'bob'] ?? null,
  onWebhook: ({ events }) => {
    for (const { name, channel } of events) console.log('in process:', name, channel)
  },
  webhooks: [
    { url: process.env.APP_URL + '/all' },
    { url: process.env.APP_URL + '/joins', events: ['channel_occupied'] },
  ],
})
`
const channels = `
import { defineChannels, type } from 'react-pusher-kit/channels'

export const channels = defineChannels({
  'presence-room-{roomId}': { events: { message: type<{ text: string }>() }, persist: true },
  'private-user-{userId}': { events: { notification: type<{ title: string }>() } },
  'private-encrypted-notes-{userId}': { events: { note: type<{ text: string }>() } },
})
`
const messages = `
import type { MessageHandlers } from 'react-pusher-kit/server'

export const messages: MessageHandlers = {
  say: ({ user, payload, publish }) => publish('message', { from: user.id, text: String(payload) }),
}
`
const policies = `
import type { Policies } from 'react-pusher-kit/server'
import type { channels } from './channels.ts'

export const policies: Policies<typeof channels> = {
  'presence-room-{roomId}': { subscribe: () => true, publish: () => true, history: () => true },
  'private-user-{userId}': ({ user, params }) => user.id === params.userId,
  'private-encrypted-notes-{userId}': { subscribe: () => true, publish: () => true },
}
`
const openPolicies = policies.replace('user.id === params.userId', 'user.roles?.includes("admin") === true')

/** An app's own endpoint for webhooks: it refuses the first try of each path. */
async function appEndpoint() {
  const received: { path: string; headers: IncomingHttpHeaders; rawBody: string; status: number }[] = []
  const tries = new Map<string, number>()
  const server: Server = createServer((request, response) => {
    let rawBody = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (rawBody += chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const count = (tries.get(path) ?? 0) + 1
      tries.set(path, count)
      const status = count === 1 ? 503 : 200
      received.push({ path, headers: request.headers, rawBody, status })
      response.writeHead(status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, received, close: () => server.close() }
}

describe('react-pusher-kit serve with a configuration', { timeout: 60_000 }, () => {
  let project: Project
  let endpoint: Awaited<ReturnType<typeof appEndpoint>>
  let app: ReturnType<typeof appFolder>
  let serving: Serving
  let pusher: HttpPusher
  let appKey: string
  const clients: Pusher[] = []

  beforeAll(async () => {
    project = await cliProject()
    endpoint = await appEndpoint()
    app = appFolder({
      'realtime.config.ts': config,
      'realtime/channels.ts': channels,
      'realtime/messages.ts': messages,
      'realtime/policies.ts': policies,
    })
    serving = await project.serve(0, { cwd: app.folder, env: { APP_URL: endpoint.url } })
    const { app: credentials, encryptionMasterKey } = project.credentials(`${app.folder}/.data`)
    appKey = credentials.key
    pusher = new HttpPusher({
      appId: credentials.id,
      key: credentials.key,
      secret: credentials.secret,
      host: '127.0.0.1',
      port: String(serving.port),
      useTLS: false,
      encryptionMasterKeyBase64: encryptionMasterKey,
    })
  }, 60_000)
  afterEach(() => {
    for (const client of clients.splice(0)) client.disconnect()
  })
  afterAll(async () => {
    serving?.child.kill('SIGTERM')
    await serving?.result
    await project?.cleanUp()
    endpoint?.close()
    app?.remove()
  })

  function connect(user: string, options: Partial<Options> = {}): Pusher {
    const client = new Pusher(appKey, {
      ...clientAt(serving.port),
      channelAuthorization: {
        endpoint: `${serving.url}/api/v1/pusher/auth`,
        transport: 'ajax',
        headers: { authorization: `Bearer ${user}` },
      },
      ...options,
    })
    clients.push(client)
    return client
  }

  /** Whether pusher-js may subscribe: `subscribed`, or the status of the refusal. */
  function subscribed(channel: Channel): Promise<string> {
    if (channel.subscribed) return Promise.resolve('subscribed')
    return new Promise((resolve) => {
      channel.bind('pusher:subscription_succeeded', () => resolve('subscribed'))
      channel.bind('pusher:subscription_error', ({ status }: { status: number }) => resolve(String(status)))
    })
  }

  const eventOf = (channel: Channel, event: string) =>
    new Promise<unknown>((resolve) => channel.bind(event, resolve))

  const post = (user: string, path: string, body: object) =>
    fetch(`${serving.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${user}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('prints the path of the file that it has loaded, and nothing of open mode', () => {
    const { stdout, stderr } = serving.output()
    expect(stdout).toContain(`${app.folder}/realtime.config.ts`)
    expect(stdout).not.toContain('Open mode, ')
    expect(stderr).toBe('')
  })

  it('asks the policies of the app, and runs its message handlers', async () => {
    const bob = connect('bob')
    expect(await subscribed(bob.subscribe('private-user-bob'))).toBe('subscribed')
    expect(await subscribed(bob.subscribe('private-user-ana'))).toBe('403')
    const room = bob.subscribe('presence-room-1')
    expect(await subscribed(room)).toBe('subscribed')
    const said = eventOf(room, 'message')
    const message = { message_type: 'say', payload: 'hello', channel: 'presence-room-1' }
    expect((await post('ana', '/pusher/message', message)).status).toBe(200)
    expect(await said).toMatchObject({ from: 'ana', text: 'hello' })
    expect((await post('nobody', '/pusher/message', message)).status).toBe(401)
    // The demo's channels and routes are not there.
    expect(await subscribed(bob.subscribe('presence-classroom-1'))).toBe('403')
    expect((await post('ana', '/demo/tasks', {})).status).toBe(404)
  })

  it('delivers what the official package publishes', async () => {
    const channel = connect('bob').subscribe('private-user-bob')
    await subscribed(channel)
    const notified = eventOf(channel, 'notification')
    await pusher.trigger('private-user-bob', 'notification', { title: 'Hi' })
    expect(await notified).toEqual({ title: 'Hi' })
  })

  it('seals and opens encrypted channels without a key in the configuration', async () => {
    const channel = connect('ana', { nacl }).subscribe('private-encrypted-notes-ana')
    expect(await subscribed(channel)).toBe('subscribed')
    const byRoute = eventOf(channel, 'note')
    const note = { channel: 'private-encrypted-notes-ana', event: 'note', data: { text: 'by route' } }
    expect((await post('ana', '/realtime/trigger', note)).status).toBe(200)
    expect(await byRoute).toEqual({ text: 'by route' })
    const byPackage = eventOf(channel, 'second')
    await pusher.trigger('private-encrypted-notes-ana', 'second', { text: 'by package' })
    expect(await byPackage).toEqual({ text: 'by package' })
  })

  it('applies a changed policy without dropping a socket, and keeps it while a file is broken', async () => {
    const ana = connect('ana')
    expect(await subscribed(ana.subscribe('private-user-ana'))).toBe('subscribed')
    expect(await subscribed(ana.subscribe('private-user-bob'))).toBe('403')
    const socketId = ana.connection.socket_id
    const states: string[] = []
    ana.connection.bind('state_change', ({ current }: { current: string }) => states.push(current))

    app.write('realtime/policies.ts', openPolicies)
    await serving.printed('realtime.config.ts has changed and is in use')
    ana.unsubscribe('private-user-bob')
    expect(await subscribed(ana.subscribe('private-user-bob'))).toBe('subscribed')

    app.write('realtime/policies.ts', `${openPolicies}\n}`)
    const lines = openPolicies.split('\n').length
    await vi.waitFor(() => {
      expect(serving.output().stderr).toContain(`realtime/policies.ts:${lines + 1}: Unexpected token`)
    })
    expect(serving.output().stderr).toContain('The last configuration that worked stays in use.')
    expect(serving.output().stderr).not.toMatch(/^\s+at /m)
    expect(await subscribed(ana.subscribe('private-user-cleo'))).toBe('subscribed')

    const notified = eventOf(ana.channel('private-user-ana'), 'notification')
    await pusher.trigger('private-user-ana', 'notification', { title: 'still here' })
    expect(await notified).toEqual({ title: 'still here' })
    expect(ana.connection.socket_id).toBe(socketId)
    expect(states).toEqual([])
    app.write('realtime/policies.ts', policies)
    await vi.waitFor(() => {
      expect(serving.output().stdout.match(/has changed and is in use/g)).toHaveLength(2)
    })
  })

  it('posts webhooks to the app, signed as Pusher signs them, again after a refusal', async () => {
    const channel = `presence-room-${Date.now()}`
    expect(await subscribed(connect('ana').subscribe(channel))).toBe('subscribed')
    const accepted = () =>
      endpoint.received
        .filter(({ rawBody, status }) => status === 200 && rawBody.includes(channel))
        .map((request) => ({ ...request, webhook: pusher.webhook(request) }))
    const names = (path: string) =>
      accepted()
        .filter((request) => request.path === path)
        .flatMap(({ webhook }) => webhook.getEvents().map(({ name }: { name: string }) => name))
    await vi.waitFor(() => {
      expect(names('/all')).toEqual(expect.arrayContaining(['channel_occupied', 'member_added']))
      expect(names('/joins')).toEqual(['channel_occupied'])
    })
    for (const { webhook, headers } of accepted()) {
      expect(webhook.isValid()).toBe(true)
      expect(headers['content-type']).toBe('application/json')
      expect(headers['x-pusher-key']).toBe(appKey)
    }
    // Each path refused once: the same body came again.
    const [refused] = endpoint.received.filter(({ status }) => status === 503)
    await vi.waitFor(() => {
      expect(
        endpoint.received.filter(({ rawBody, status }) => rawBody === refused?.rawBody && status === 200),
      ).not.toEqual([])
    })
    await serving.printed(`in process: channel_occupied ${channel}`)
    await subscribed(connect('ana').subscribe('private-user-ana'))
    await serving.printed('in process: subscription_count private-user-ana')
  })
})

describe('react-pusher-kit serve with a configuration that cannot be used', { timeout: 60_000 }, () => {
  let project: Project

  beforeAll(async () => {
    project = await cliProject()
  }, 60_000)
  afterAll(() => project.cleanUp())

  it.each([
    ['exports nothing', 'const a = 1\n', /realtime\.config\.ts: Expected a default export/],
    ['throws', '\nthrow new Error("no database")\n', /realtime\.config\.ts:2: no database; mend it/],
    ['does not parse', 'export default {\n  users: [,\n', /realtime\.config\.ts:\d+: /],
    [
      'has a wrong key',
      'export default {\n  user: [],\n}\n',
      /realtime\.config\.ts:2: .*did you mean `users`\?/,
    ],
    [
      'has a key constructor',
      'export default {\n  constructor: 1,\n}\n',
      /realtime\.config\.ts:2: .*`constructor`/,
    ],
    [
      'has a limit that the server refuses',
      'export default {\n  limits: {\n    bodyTimeoutMs: 1e12,\n  },\n}\n',
      /realtime\.config\.ts:3: Expected `limits\.bodyTimeoutMs` to be a whole number/,
    ],
  ])('exits with 1 and one sentence, file and line when it %s', async (_, text, message) => {
    const app = appFolder({ 'realtime.config.ts': text })
    const { code, stdout, stderr } = await project.runHere(['serve', '--port', '0'], { cwd: app.folder })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^react-pusher-kit: [^\n]*\n$/)
    app.remove()
  })

  it('exits with 1 and one sentence though a module keeps the process busy', async () => {
    const app = appFolder({
      'realtime.config.ts': 'setInterval(() => {}, 1000)\nthrow new Error("no database")\n',
    })
    const { code, stdout, stderr } = await project.run(['serve', '--port', '0'], { cwd: app.folder }).result
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^react-pusher-kit: [^\n]*realtime\.config\.ts:2: no database; mend it[^\n]*\n$/)
    app.remove()
  })

  it('is not needed for encrypted channels', async () => {
    const { url, port, child, result } = await project.serve()
    const { app, encryptionMasterKey } = project.credentials()
    const client = new Pusher(app.key, {
      ...clientAt(port),
      nacl,
      channelAuthorization: { endpoint: `${url}/api/v1/pusher/auth`, transport: 'ajax' },
    })
    const channel = client.subscribe('private-encrypted-notes')
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
    const note = new Promise((resolve) => channel.bind('note', resolve))
    const server = new HttpPusher({
      ...officialAt(port, app),
      encryptionMasterKeyBase64: encryptionMasterKey,
    })
    await server.trigger('private-encrypted-notes', 'note', { text: 'sealed' })
    expect(await note).toEqual({ text: 'sealed' })
    client.disconnect()
    child.kill('SIGTERM')
    await result
  })

  it('ends at a signal though a module of it keeps the process busy', async () => {
    const app = appFolder({
      'realtime.config.ts': 'setInterval(() => {}, 1000)\nexport default { users: [{ id: "ana" }] }\n',
    })
    const { child, result } = await project.serve(0, { cwd: app.folder })
    child.kill('SIGTERM')
    expect((await result).code).toBe(0)
    app.remove()
  })

  it('names the file of --config that is not there', async () => {
    const { code, stderr } = await project.runHere(['serve', '--config', 'nowhere.ts'])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^react-pusher-kit: Expected --config to name a file but there is none at [^\n]*\n$/,
    )
  })

  it('is loaded by serve alone', async () => {
    const app = appFolder({ 'realtime.config.ts': 'throw new Error("loaded")' })
    const { code, stderr } = await project.runHere(['keys'], { cwd: app.folder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    app.remove()
  })
})
