import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  clickActions,
  type Engine,
  mediaQueries,
  pasteActions,
  type Preferences,
  viewport,
  wheelActions,
} from './engine.ts'
import { EngineProcesses } from './engine-processes.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A screen without a monitor; resolves with its name. Xvfb writes its number to file descriptor 3. */
async function startScreen(processes: EngineProcesses): Promise<string> {
  const flags = ['-displayfd', '3', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp']
  const { child, end } = processes.start('Xvfb', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const pipe = child.stdio[3]
  if (!pipe) throw new Error('Expected Xvfb to have a pipe on file descriptor 3, but it has none.')
  const [data] = (await Promise.race([end, once(pipe, 'data')])) as [Buffer]
  return `:${data.toString('utf8').trim()}`
}

/** GTK reads settings at its start from a folder of the user's. */
function settingsFolder(processes: EngineProcesses, { reducedMotion }: Preferences): string {
  const folder = processes.folder('webkit-')
  mkdirSync(join(folder, 'gtk-3.0'))
  const animations = reducedMotion === 'reduce' ? 0 : 1
  writeFileSync(join(folder, 'gtk-3.0', 'settings.ini'), `[Settings]\ngtk-enable-animations=${animations}\n`)
  return folder
}

/** WebKitGTK's MiniBrowser by WebKitWebDriver (plain WebDriver over HTTP) on a screen of Xvfb. */
export async function launchWebKit(path: string, preferences: Preferences = {}): Promise<Engine> {
  const processes = new EngineProcesses()
  try {
    return await startWebKit(processes, path, preferences)
  } catch (error) {
    await processes.end()
    throw error
  }
}

async function startWebKit(
  processes: EngineProcesses,
  path: string,
  preferences: Preferences,
): Promise<Engine> {
  const port = await freePort()
  const display = await startScreen(processes)
  const driver = processes.start('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      NO_AT_BRIDGE: '1',
      GTK_USE_PORTAL: '0',
      XDG_CONFIG_HOME: settingsFolder(processes, preferences),
      ...(preferences.colorScheme === 'dark' ? { GTK_THEME: 'Adwaita:dark' } : {}),
    },
  })

  async function send<T>(method: string, route: string, body?: object): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}${route}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
    return value
  }

  async function untilReady(): Promise<void> {
    for (let attempts = 0; attempts < 100; attempts += 1) {
      try {
        await send('GET', '/status')
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    throw new Error('Expected WebKitWebDriver to answer within 10 s, but it did not.')
  }

  await Promise.race([driver.end, untilReady()])
  const { sessionId, capabilities } = await send<{
    sessionId: string
    capabilities: { browserVersion: string }
  }>('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: path, args: ['--automation'] } },
    },
  })
  const session = `/session/${sessionId}`
  /** WebKitWebDriver 2.50 turns the wheel by the difference to what was asked for before, in px. */
  let turned = 0
  // The bar above the page takes 40 pixels of the window.
  await send('POST', `${session}/window/rect`, { ...viewport, height: viewport.height + 40 })
  await send('POST', `${session}/timeouts`, { script: 180_000, pageLoad: 60_000 })

  async function evaluate<T>(body: string): Promise<T> {
    const script = `const done = arguments[0]; (async () => {${body}})().then(
      (value) => done(JSON.stringify({ value: value ?? null })),
      (error) => done(JSON.stringify({ error: String(error) })))`
    const text = await send<string>('POST', `${session}/execute/async`, { script, args: [] })
    const answer = JSON.parse(text) as { value: T; error?: string }
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer.value
  }

  return {
    version: capabilities.browserVersion,
    evaluate,
    async open(url) {
      await send('POST', `${session}/url`, { url })
    },
    async click(x, y) {
      await send('POST', `${session}/actions`, { actions: clickActions(x, y) })
    },
    async wheel(x, y, pixels) {
      turned += pixels
      await send('POST', `${session}/actions`, { actions: wheelActions(x, y, turned) })
    },
    async paste() {
      await send('POST', `${session}/actions`, { actions: pasteActions })
    },
    async screenshot() {
      return Buffer.from(await send<string>('GET', `${session}/screenshot`), 'base64')
    },
    async prefer(wanted) {
      const queries = JSON.stringify(mediaQueries(wanted))
      const others = await evaluate<string[]>(
        `return ${queries}.filter((query) => !matchMedia(query).matches)`,
      )
      if (others.length > 0) {
        throw new Error(
          `Expected WebKitGTK to be started with ${others.join(' and ')}, which it cannot change later.`,
        )
      }
    },
    async close() {
      await send('DELETE', session).catch(() => {})
      await processes.end()
    },
  }
}
