import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { type ConsoleApp, startConsoleApp } from './console-app.ts'
import { launchBrowser } from './console-page.ts'
import { joined, looksRight } from './console-tabs.ts'

let browser: Browser
let app: ConsoleApp

beforeAll(async () => {
  const cli = buildPackage()
  browser = await launchBrowser()
  app = await startConsoleApp(cli, browser)
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const cellsOf = (page: Page, name: string) => rowOf(page, name).getByRole('cell').allTextContents()
const firstOf = async (page: Page, name: string, count: number) => (await cellsOf(page, name)).slice(0, count)

async function join(user: string, ...channels: string[]) {
  const pusher = app.user(user)
  for (const channel of channels) await joined(pusher.subscribe(channel))
  return pusher
}

describe('the tab Channels', () => {
  it('lists what is occupied, live, without the Console’s own', async () => {
    const { page, errors } = await app.open('/channels')
    await page.getByText('No channel is occupied').waitFor()
    await join('ana', 'news', 'presence-room')
    const ben = await join('ben', 'presence-room')
    await app.publisher().trigger('presence-room', 'moved', { x: 1 })
    await expect.poll(() => firstOf(page, 'presence-room', 3)).toEqual(['presence', '2', '2'])
    const [, , , last, , declaration] = await cellsOf(page, 'presence-room')
    expect(last).toMatch(/^moved \d\d:\d\d/)
    expect(declaration).toBe('presence-{room}')
    ben.disconnect()
    await expect.poll(() => firstOf(page, 'presence-room', 3)).toEqual(['presence', '1', '1'])
    expect(await rowOf(page, 'logs').count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('opens one with its members, policy and history, and leads to publishing there', async () => {
    await join('ana', 'presence-detail', 'news')
    const { page } = await app.open('/create?channel=news')
    await page.getByRole('textbox', { name: 'Payload' }).waitFor()
    await expect.poll(() => page.getByRole('combobox', { name: 'Event' }).inputValue()).toBe('made')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published made').waitFor()
    await page.getByRole('link', { name: 'Channels' }).click()
    await page.getByRole('button', { name: 'presence-detail' }).click()
    const detail = page.getByRole('complementary', { name: 'Selected channel' })
    await detail.getByText('Ana Lima').waitFor()
    await detail.getByText('One function decides on subscribe and history.').waitFor()
    await page.getByRole('button', { name: 'news' }).click()
    await detail.getByText('Decides on history, publish.').waitFor()
    await detail.getByText('"Hello"').waitFor()
    expect(new URL(page.url()).searchParams.get('channel')).toBe('news')
    await page.reload()
    await detail.getByText('"Hello"').waitFor()
    await detail.getByRole('link', { name: 'Publish here' }).click()
    await expect.poll(() => page.getByRole('combobox', { name: 'Channel' }).inputValue()).toBe('news')
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px', async () => {
    await join('ana', 'presence-looks')
    const { page } = await app.open('/channels?channel=presence-looks')
    await page.getByText('Ana Lima').waitFor()
    expect(await looksRight(page, 'channels')).toEqual([])
  })
})

describe('the tab Connections', () => {
  it('lists sockets with their user, channels and frames, and closes one with 4200 or for good', async () => {
    const { page, errors } = await app.open('/connections')
    const ana = await join('ana', 'presence-room')
    const states: string[] = []
    ana.connection.bind('state_change', ({ current }: { current: string }) => states.push(current))
    ana.signin()
    const first = ana.connection.socket_id
    await expect.poll(async () => (await cellsOf(page, first)).slice(1, 3)).toEqual(['ana', 'no browser'])
    expect((await cellsOf(page, first))[4]).toContain('presence-room')
    await page.getByRole('button', { name: `Close ${first} with 4200` }).click()
    await page.getByText(`Closed ${first} with 4200`).waitFor()
    await expect.poll(() => states.at(-1)).toBe('connected')
    const second = ana.connection.socket_id
    expect(second).not.toBe(first)
    await page.getByRole('button', { name: `Close ${second} with 4004` }).click()
    await expect.poll(() => states.at(-1)).toBe('disconnected')
    await expect.poll(() => rowOf(page, second).count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px', async () => {
    await join('ana', 'presence-room', 'news', 'logs')
    const { page } = await app.open('/connections')
    await page.getByRole('button', { name: /with 4200/ }).waitFor()
    expect(await looksRight(page, 'connections')).toEqual([])
  })
})
