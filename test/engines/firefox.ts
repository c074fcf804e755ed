import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fontFolders } from '../../tools/browser/fonts.mjs'
import { openBidi } from './bidi.ts'
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

/** Settings of Firefox, which apply while a page is open too. */
const settingsOf = ({ colorScheme, forcedColors, reducedMotion }: Preferences): [string, number][] => [
  ...(colorScheme
    ? [settings('layout.css.prefers-color-scheme.content-override', colorScheme === 'dark' ? 0 : 1)]
    : []),
  ...(forcedColors
    ? [settings('browser.display.document_color_use', forcedColors === 'active' ? 2 : 1)]
    : []),
  ...(reducedMotion ? [settings('ui.prefersReducedMotion', reducedMotion === 'reduce' ? 1 : 0)] : []),
]
const settings = (name: string, value: number): [string, number] => [name, value]

const always: readonly [string, boolean | number | string][] = [
  ['datareporting.policy.dataSubmissionEnabled', false],
  // Denied without a question, as in a headless Chromium.
  ['permissions.default.desktop-notification', 2],
  // Wheels scroll as those of a user do: otherwise in the page's own thread, where overscroll-behavior has no effect.
  ['remote.events.async.wheel.enabled', true],
  // The sandbox of a page lets it read the system's fonts alone.
  ['security.sandbox.content.read_path_whitelist', fontFolders.map((folder) => `${folder}/`).join()],
]

/** Firefox by its own WebDriver BiDi agent, which needs no geckodriver. */
export async function launchFirefox(path: string, preferences: Preferences = {}): Promise<Engine> {
  const processes = new EngineProcesses()
  try {
    return await startFirefox(processes, path, { colorScheme: 'light', ...preferences })
  } catch (error) {
    await processes.end()
    throw error
  }
}

async function startFirefox(
  processes: EngineProcesses,
  path: string,
  preferences: Preferences,
): Promise<Engine> {
  const profile = processes.folder('firefox-')
  const lines = [...always, ...settingsOf(preferences)].map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  )
  writeFileSync(join(profile, 'user.js'), lines.join(''))
  const flags = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0']
  const { child, end } = processes.start(path, [...flags, '--remote-allow-system-access'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const address = await Promise.race([end, addressIn(child.stderr as Readable)])
  const { send, version } = await openBidi(`${address}/session`)
  // The tab that Firefox starts with never has the focus: its elements get no focus events.
  const { context } = await send<{ context: string }>('browsingContext.create', { type: 'tab' })
  await send('browsingContext.setViewport', { context, viewport })

  async function evaluate<T>(body: string): Promise<T> {
    const functionDeclaration = `async () => JSON.stringify(await (async () => {${body}})() ?? null)`
    const answer = await send<{
      type: string
      result?: { value: string }
      exceptionDetails?: { text: string }
    }>('script.callFunction', { functionDeclaration, target: { context }, awaitPromise: true })
    if (!answer.result) throw new Error(answer.exceptionDetails?.text ?? answer.type)
    return JSON.parse(answer.result.value) as T
  }

  return {
    version,
    evaluate,
    async open(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    async click(x, y) {
      await send('input.performActions', { context, actions: clickActions(x, y) })
    },
    async wheel(x, y, pixels) {
      await send('input.performActions', { context, actions: wheelActions(x, y, pixels) })
    },
    async paste() {
      await send('input.performActions', { context, actions: pasteActions })
    },
    async screenshot() {
      const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', { context })
      return Buffer.from(data, 'base64')
    },
    // BiDi of Firefox 153 has no command for media features.
    async prefer(wanted) {
      const { contexts } = await send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
        'moz:scope': 'chrome',
        maxDepth: 0,
      })
      for (const [name, value] of settingsOf(wanted)) {
        await send('script.evaluate', {
          expression: `Services.prefs.setIntPref('${name}', ${value})`,
          target: { context: contexts[0]?.context },
          awaitPromise: false,
        })
      }
      // The process of the page gets them later.
      await evaluate(`
        for (const text of ${JSON.stringify(mediaQueries(wanted))}) {
          const query = matchMedia(text)
          if (!query.matches) await new Promise((resolve) => query.addEventListener('change', resolve, { once: true }))
        }`)
    },
    async close() {
      void send('browser.close').catch(() => {})
      await processes.end(true)
    },
  }
}

/** Where Firefox can be reached, from what it prints. */
const addressIn = (output: Readable): Promise<string> =>
  new Promise((resolve) => {
    let text = ''
    output.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const match = /WebDriver BiDi listening on (ws:\S+)/.exec(text)
      if (match?.[1]) resolve(match[1])
    })
  })
