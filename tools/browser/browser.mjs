// Finds a Chromium for the tests, and unpacks one if none is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { useOwnFonts } from './fonts.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Disables Chromium's background traffic, so that tests do not use the network. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const systemNames =
  process.platform === 'win32'
    ? ['chrome.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const systemPaths = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    join(process.env.PROGRAMFILES ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(process.env['PROGRAMFILES(X86)'] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ],
}

function fromEnvironment() {
  const path = process.env.CHROMIUM_PATH
  if (path && !existsSync(path)) {
    throw new Error(`Expected CHROMIUM_PATH to name a Chromium, but there is no file at ${path}.`)
  }
  return path
}

async function fromPlaywright() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

function fromSystem() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
  return [...onPath, ...(systemPaths[process.platform] ?? [])].find((path) => existsSync(path))
}

/** The Chromium inside @sparticuz/chromium (linux-x64 only); the variables are read at its import. */
async function fromPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(root, 'node_modules', '.cache', 'chromium')
  mkdirSync(folder, { recursive: true })
  // The font settings of the package contain folders of another machine. With them, no text would be rendered.
  const names = ['TMPDIR', 'AWS_EXECUTION_ENV', 'FONTCONFIG_PATH']
  const before = Object.fromEntries(names.map((name) => [name, process.env[name]]))
  process.env.TMPDIR = folder
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } catch {
    return undefined
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/**
 * Also sets the project's fonts for every browser that this process starts, if the system supports it.
 *
 * @returns {Promise<string | undefined>} the path of a Chromium, or undefined if there is none yet
 */
export async function findBrowser() {
  const found = fromEnvironment() ?? (await fromPlaywright()) ?? fromSystem() ?? (await fromPackage())
  useOwnFonts()
  return found
}

/** @returns {Promise<string>} the path of a Chromium, downloaded if necessary */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  spawnSync('npx', ['playwright', 'install', '--only-shell', 'chromium'], {
    stdio: 'inherit',
    cwd: root,
    shell: process.platform === 'win32',
  })
  const installed = await fromPlaywright()
  if (installed) return installed
  throw new Error(
    'Expected a Chromium for the browser tests, but found none. Install Chromium or Chrome, ' +
      'or name one in CHROMIUM_PATH.',
  )
}
