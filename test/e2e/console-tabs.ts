import { gzipSync } from 'node:zlib'
import PusherServer from 'pusher'
import Pusher from 'pusher-js'
import type { Browser, Page } from 'playwright'
import { inject } from 'vitest'
import { settle } from './faint-texts.ts'

/** A page of the Console, and the errors of its scripts. */
export interface OpenTab {
  page: Page
  errors: string[]
  /** Bytes of the scripts and styles that it loaded, gzipped. */
  loaded: () => Promise<number>
}

export async function openTab(browser: Browser, url: string, wait = true): Promise<OpenTab> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const errors: string[] = []
  const sizes: Promise<number>[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('response', (response) => {
    if (!/\.(?:js|css)$/.test(new URL(response.url()).pathname)) return
    const size = response.body().then((body) => gzipSync(body).length)
    // A page that is left has no bodies; `loaded` rejects then, and others do not ask.
    size.catch(() => {})
    sizes.push(size)
  })
  await page.goto(url)
  if (wait) await page.getByRole('button', { name: /^Connected/ }).waitFor()
  return { page, errors, loaded: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) }
}

interface Credentials {
  app: { id: string; key: string; secret: string }
  token: string
}

/** The app of a test: a user with pusher-js, whose subscriptions the server signs by an identity. */
export function userOf(url: string, { app }: Credentials, user: string): Pusher {
  const { hostname, port } = new URL(url)
  const headers = { 'x-pusher-kit-dev-user': `user:${user}` }
  return new Pusher(app.key, {
    wsHost: hostname,
    wsPort: Number(port),
    forceTLS: false,
    cluster: '',
    enabledTransports: ['ws'],
    channelAuthorization: { endpoint: `${url}/api/v1/pusher/auth`, transport: 'ajax', headers },
    userAuthentication: { endpoint: `${url}/api/v1/pusher/user-auth`, transport: 'ajax', headers },
  })
}

/** The official server package. */
export function publisherOf(url: string, { app: { id: appId, key, secret } }: Credentials): PusherServer {
  const { hostname: host, port } = new URL(url)
  return new PusherServer({ appId, key, secret, host, port, useTLS: false })
}

export const joined = (channel: ReturnType<Pusher['subscribe']>): Promise<unknown> =>
  new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))

interface Axe {
  run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** What axe finds on the page. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' })
  }
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe }
    const found = await axe.run({
      resultTypes: ['violations'],
      rules: { 'page-has-heading-one': { enabled: false }, 'target-size': { enabled: true } },
    })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    )
  })
}

const schemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const
const heights = { 2560: 1300, 1280: 800, 390: 844, 360: 740 } as const

/** Each scheme and each width once. */
const someLooks = ['light 2560', 'dark 1280', 'forced 390', 'light 360']
const everyLook = Object.keys(schemes).flatMap((scheme) =>
  Object.keys(heights).map((width) => `${scheme} ${width}`),
)

/** Axe in light, dark and forced colours, from 2560 to 360 px, and whether the page is too wide; a screenshot of each. */
export async function looksRight(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const look of inject('everyLook') ? everyLook : someLooks) {
    const [scheme, width] = look.split(' ') as [keyof typeof schemes, `${keyof typeof heights}`]
    await page.emulateMedia(schemes[scheme])
    await page.setViewportSize({ width: Number(width), height: heights[width] })
    await settle(page)
    await page.screenshot({ path: `test-results/console-${name}-${scheme}-${width}.png` })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (overflow > 0) found.push(`${look}: ${overflow} px too wide`)
    if (width === '2560' || width === '390') continue
    for (const violation of await violations(page)) found.push(`${look}: ${violation}`)
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await page.setViewportSize({ width: 1280, height: 800 })
  return found
}
