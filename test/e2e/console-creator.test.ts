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

const field = (page: Page, name: string) =>
  page.getByRole(name === 'Payload' ? 'textbox' : 'combobox', { name })
const suggestions = (page: Page, name: string) =>
  field(page, name).evaluate((input) =>
    [...((input as HTMLInputElement).list?.options ?? [])].map((option) => option.textContent),
  )

/** A user's events of a channel. */
async function listen(user: string, channel: string) {
  const pusher = app.user(user)
  const received: [string, unknown][] = []
  const subscription = pusher.subscribe(channel)
  subscription.bind_global((event: string, data: unknown) => {
    if (!event.startsWith('pusher')) received.push([event, data])
  })
  await joined(subscription)
  return { received, socketId: pusher.connection.socket_id }
}

describe('the event creator', () => {
  it('publishes by the keyboard, prefilled from the schema, to a user of the app', async () => {
    const { page, errors } = await app.open('/create?channel=news')
    const ana = await listen('ana', 'news')
    await expect.poll(() => field(page, 'Event').inputValue()).toBe('made')
    await page.getByText('Generated from the declared schema').waitFor()
    expect(JSON.parse(await field(page, 'Payload').inputValue())).toEqual({ title: 'Hello' })
    await field(page, 'Payload').press('Control+Enter')
    await page.getByText('Published made to news').waitFor()
    await expect
      .poll(() => ana.received)
      .toEqual([['made', { title: 'Hello', $kit: expect.anything() as object }]])
    expect(errors).toEqual([])
  })

  it('selects a suggestion that arrives in a focused field, so that typing replaces it', async () => {
    const { page } = await app.open('/create?channel=news')
    let release = () => {}
    const isReleased = new Promise<void>((resolve) => (release = resolve))
    // Seen events are suggested as well.
    await page.routeWebSocket('**/dev-console/feed*', () => {})
    await page.route('**/dev-console/state', async (route) => {
      await isReleased
      await route.continue()
    })
    await page.reload()
    await field(page, 'Event').focus()
    expect(await field(page, 'Event').inputValue()).toBe('')
    release()
    await expect.poll(() => field(page, 'Event').inputValue()).toBe('made')
    await page.keyboard.type('gone')
    expect(await field(page, 'Event').inputValue()).toBe('gone')
  })

  it('completes declared and occupied channels, their events and open sockets', async () => {
    const ben = await listen('ben', 'presence-lobby')
    const { page } = await app.open('/create')
    await expect.poll(() => suggestions(page, 'Channel')).toEqual(['presence-lobby', 'news', 'logs', 'admin'])
    await field(page, 'Channel').fill('presence-lobby')
    await expect.poll(() => suggestions(page, 'Event')).toEqual(['moved', 'client-typing'])
    await expect.poll(() => suggestions(page, 'Exclude socket')).toEqual([ben.socketId])
    expect(await suggestions(page, 'As user')).toEqual(['ana', 'ben'])
  })

  it('says what is wrong as one types, and publishes nothing that the schema refuses', async () => {
    const { page } = await app.open('/create?channel=news')
    await expect.poll(() => field(page, 'Event').inputValue()).toBe('made')
    await field(page, 'Payload').fill('{ "title": ')
    await page.getByText(/^Expected JSON\./).waitFor()
    expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true)
    await field(page, 'Payload').fill('{ "title": 7 }')
    await page.getByText('Expected a title').waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('alert').getByText('Expected a title').waitFor()
    await page.getByRole('button', { name: 'Back to the suggestion' }).click()
    expect(JSON.parse(await field(page, 'Payload').inputValue())).toEqual({ title: 'Hello' })
  })

  it('leaves out a socket', async () => {
    const [ana, ben] = [await listen('ana', 'presence-a'), await listen('ben', 'presence-a')]
    const { page } = await app.open('/create?channel=presence-a')
    await field(page, 'Event').fill('moved')
    await field(page, 'Payload').fill('1')
    await field(page, 'Exclude socket').fill(ana.socketId)
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect.poll(() => ben.received).toEqual([['moved', 1]])
    expect(ana.received).toEqual([])
  })

  it('publishes as a user, whose policy decides', async () => {
    const { page } = await app.open('/create?channel=news')
    await expect.poll(() => field(page, 'Event').inputValue()).toBe('made')
    await field(page, 'As user').fill('ben')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page
      .getByRole('alert')
      .getByText(/ben|policy|may/i)
      .waitFor()
    await field(page, 'As user').fill('ana')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published made to news as ana').waitFor()
  })

  it('publishes a batch in its order', async () => {
    const ana = await listen('ana', 'presence-b')
    const { page } = await app.open('/create?channel=presence-b')
    await field(page, 'Event').fill('moved')
    for (const payload of ['1', '2', '3']) {
      await field(page, 'Payload').fill(payload)
      await page.getByRole('button', { name: 'Add to a batch' }).click()
    }
    await page.getByRole('button', { name: 'Remove event 2 of the batch' }).click()
    await page.getByRole('button', { name: 'Publish the batch of 2' }).click()
    await page.getByText('Published 2 events').waitFor()
    await expect
      .poll(() => ana.received)
      .toEqual([
        ['moved', 1],
        ['moved', 3],
      ])
    expect(await page.getByRole('region', { name: 'Batch' }).count()).toBe(0)
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px', async () => {
    const { page } = await app.open('/create?channel=news')
    await expect.poll(() => field(page, 'Event').inputValue()).toBe('made')
    await page.getByRole('button', { name: 'Add to a batch' }).click()
    await field(page, 'Payload').fill('{ "title": 7 }')
    await page.getByText('Expected a title').waitFor()
    expect(await looksRight(page, 'creator')).toEqual([])
  })
})
