// Firefox and WebKit from Debian packages: firefox-esr, webkit2gtk-driver and xvfb.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const engineNames = ['firefox', 'webkit']

/**
 * The tests in other engines that are part of `.ci/run`, as arguments of Vitest. WebKitGTK is about five times slower than
 * Firefox; the remaining tests run in the nightly workflow.
 */
export const ciShare = {
  firefox: ['--project', 'browser*'],
  webkit: [
    '--project',
    'browser*',
    ...['browser-features', 'motion', 'NotificationBridge', 'NotificationInbox', 'notifications/'].map(
      (name) => `test/mantine/${name}`,
    ),
    'test/mantine/LogViewer/LogViewer.repeats',
    'test/client/',
    'test/contract/',
    'test/mock/',
  ],
}

const onPath = (...names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

const miniBrowsers = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) =>
  ['4.1', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`),
)

const finders = {
  firefox: () => process.env.FIREFOX_PATH ?? onPath('firefox-esr', 'firefox'),
  webkit: () =>
    onPath('WebKitWebDriver') && onPath('Xvfb') ? miniBrowsers.find((path) => existsSync(path)) : undefined,
}

/**
 * @param {'firefox' | 'webkit'} name
 * @returns {string | undefined} the path of this machine's browser; none with `ENGINES=playwright`
 */
export const findEngine = (name) => (process.env.ENGINES === 'playwright' ? undefined : finders[name]())

/**
 * @param {'firefox' | 'webkit'} name
 * @returns {Promise<string | undefined>} the path of the browser that `playwright install` installed
 */
export async function findPlaywrightEngine(name) {
  const playwright = await import('playwright')
  const path = playwright[name].executablePath()
  return path && existsSync(path) ? path : undefined
}
