import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PusherServer from 'pusher'
import Pusher from 'pusher-js'
import { type DevServer, startDevServer } from 'react-pusher-kit/dev-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openTcpProxy, type TcpProxy } from '../chaos/tcp-proxy.ts'
import { type BackgroundBrowser, launchBackgroundBrowser } from './background-browser.ts'
import { buildPage } from './built-package.ts'
import { PhonePage } from './phone-page.ts'
import { clientAt } from '../dev-server/settings-at.ts'

let browser: BackgroundBrowser
let consoleFolder: string
let data: string
let dev: DevServer
/** Between the phone and the server: what ends with it is the network, not the server. */
let network: TcpProxy
let phone: PhonePage

beforeAll(async () => {
  consoleFolder = buildPage('phone')
  browser = await launchBackgroundBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'phone-'))
  dev = await startDevServer({ port: 0, data, consoleFolder })
  network = await openTcpProxy(dev.port, () => 1)
  const query = new URLSearchParams({ key: dev.app.key, token: dev.token })
  phone = await PhonePage.open(browser.browser, `http://127.0.0.1:${network.port}/?${query}`)
  await phone.connected()
})
afterEach(async () => {
  await phone.close()
  await network.close()
  await dev.close()
  rmSync(data, { recursive: true })
})

/** Lines `line from` to `line to`, in one request. */
async function publish(from: number, to: number): Promise<void> {
  const lines = Array.from({ length: to - from + 1 }, (_, row) => ({
    text: `line ${from + row}`,
    level: 'info',
    thread_id: 'phone',
  }))
  const response = await fetch(`${dev.url}/api/v1/logs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dev.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(lines),
  })
  expect(response.ok).toBe(true)
}

/** Another user of the presence channel, elsewhere. @returns leaves it */
async function enter(name: string): Promise<() => Promise<void>> {
  const { id, key, secret } = dev.app
  const signer = new PusherServer({ appId: id, key, secret, cluster: '' })
  const client = new Pusher(key, {
    ...clientAt(dev.port),
    channelAuthorization: {
      endpoint: '',
      transport: 'ajax',
      customHandler: ({ socketId, channelName }, callback) => {
        const member = { user_id: name.toLowerCase(), user_info: { name } }
        callback(null, signer.authorizeChannel(socketId, channelName, member))
      },
    },
  })
  onTestFinished(() => client.disconnect())
  const channel = client.subscribe('presence-admin')
  await new Promise((resolve, reject) => {
    channel.bind('pusher:subscription_succeeded', resolve)
    channel.bind('pusher:subscription_error', reject)
  })
  return async () => client.disconnect()
}

/** Waits until the page has so many lines, and shows the last. @returns the numbers of those on screen */
async function linesUpTo(last: number): Promise<number[]> {
  await expect.poll(async () => (await phone.lines()).at(-1)).toBe(`line ${last}`)
  await phone.page.getByText(new RegExp(`^${last} (of .*)?lines$`)).waitFor()
  return (await phone.lines()).map((line) => Number(line.replace('line ', '')))
}

/** These and as many before as there are numbers on screen, each once and in order. */
const endingWith = (last: number) => ({
  asymmetricMatch: (shown: number[]) =>
    shown.length > 5 && shown.every((n, i) => n === last - shown.length + i + 1),
})

describe('a page on a phone', () => {
  it('has connection, presence and log right after a freeze in the background', async () => {
    const leave = await enter('Ada')
    await publish(1, 40)
    await phone.online('Developer', 'Ada')
    expect(await linesUpTo(40)).toEqual(endingWith(40))

    await phone.freeze()
    await publish(41, 80)
    await enter('Ben')
    await leave()
    await phone.thaw()
    await expect.poll(() => phone.lifecycle()).toEqual(['freeze', 'resume'])

    expect(await linesUpTo(80)).toEqual(endingWith(80))
    await phone.online('Developer', 'Ben')
    await phone.connected()
  })

  it('has them right after a freeze in which the connection was lost', async () => {
    const leave = await enter('Ada')
    await publish(1, 40)
    expect(await linesUpTo(40)).toEqual(endingWith(40))
    await phone.online('Developer', 'Ada')

    await phone.freeze()
    network.cut()
    await publish(41, 400)
    await enter('Ben')
    await leave()
    await phone.thaw()
    await expect.poll(() => phone.lifecycle()).toEqual(['freeze', 'resume'])

    expect(await linesUpTo(400)).toEqual(endingWith(400))
    await phone.online('Developer', 'Ben')
    await phone.connected()
  })

  it('has them right after a change of networks', async () => {
    const leave = await enter('Ada')
    await publish(1, 40)
    expect(await linesUpTo(40)).toEqual(endingWith(40))
    await phone.online('Developer', 'Ada')

    await phone.setOffline(true)
    network.cut()
    await phone.page
      .getByText(/^(Offline|Reconnecting|Connecting)/)
      .first()
      .waitFor()
    await publish(41, 80)
    await enter('Ben')
    await leave()
    await phone.setOffline(false)

    await phone.connected()
    expect(await linesUpTo(80)).toEqual(endingWith(80))
    await phone.online('Developer', 'Ben')
  })

  it('lets a finger leave the end, keeps the line it stopped at, and goes back by a tap', async () => {
    await publish(1, 200)
    expect(await linesUpTo(200)).toEqual(endingWith(200))
    await phone.swipe(150)
    const toEnd = phone.page.getByRole('button', { name: /To the end|new line/ })
    await toEnd.waitFor()
    const [top] = await phone.lines()
    await publish(201, 260)
    await phone.page.getByText(/^260 (of .*)?lines$/).waitFor()
    expect((await phone.lines())[0]).toBe(top)
    await phone.tap(toEnd)
    expect(await linesUpTo(260)).toEqual(endingWith(260))
  })
})
