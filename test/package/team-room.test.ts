import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../e2e/console-page.ts'
import { follow, teamRoom } from './guide.ts'
import { openPage } from './open-page.ts'

type Reader = Awaited<ReturnType<typeof follow>>

let reader: Reader
let browser: Browser
let ana: Page
let ben: Page
/** What Ana's page complained of. Ben's is refused a channel, which the browser's console shows. */
let complaints: string[]

beforeAll(async () => {
  reader = await follow(teamRoom)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await reader?.end()
})

const chat = (page: Page) => page.getByRole('region', { name: 'Chat' })
/** A list for screen readers, beside the avatars. */
const online = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People online' }).getByRole('listitem').filter({ hasText: name })

/** True once the element is on the page. */
async function isShown(locator: Locator): Promise<boolean> {
  await locator.waitFor({ state: 'attached' })
  return true
}

it('leads from an empty folder to a page that runs', async () => {
  await reader.commands('## The project')
  reader.save('## Channels, policies, users')
  reader.save('## The page')
  await reader.commands('## Run it')
  const opened = await openPage(browser, `${reader.page}/?dev-user=ana`)
  ana = opened.page
  complaints = opened.complaints
  await ana.getByRole('button', { name: /^Connected/ }).waitFor()
  ben = (await openPage(browser, `${reader.page}/?dev-user=ben`)).page
  expect(await isShown(ben.getByRole('button', { name: /^Connected/ }))).toBe(true)
})

it('two windows are two people, who stay themselves over a reload', async () => {
  expect(await isShown(online(ana, 'Ben'))).toBe(true)
  expect(await isShown(online(ben, 'Ana'))).toBe(true)
  await ben.reload()
  expect(await isShown(online(ben, 'Ana'))).toBe(true)
  expect(await isShown(online(ana, 'Ben'))).toBe(true)
})

it('shows who types, and what they send', async () => {
  await chat(ana).getByLabel('Message').fill('Shall we start?')
  const indicator = chat(ben).getByRole('status').filter({ hasText: 'Ana is typing' })
  await indicator.waitFor({ state: 'attached' })
  await chat(ana).getByRole('button', { name: 'Send' }).click()
  await chat(ben).getByRole('log').getByText('Shall we start?').waitFor()
  await expect.poll(() => indicator.count(), { timeout: 30_000 }).toBe(0)
})

it('has the chat of before for whoever comes later', async () => {
  await ben.reload()
  await chat(ben).getByRole('log').getByText('Shall we start?').waitFor()
  expect(await chat(ben).getByRole('log').getByText('Shall we start?').count()).toBe(1)
})

it('notifies one person, and keeps it in their inbox over a reload', async () => {
  await ana.getByRole('button', { name: 'Nudge Ben' }).click()
  await ben.getByRole('status').getByText('Ana is waiting for you').waitFor()
  await ben.screenshot({ path: 'test-results/team-room-ben.png' })
  await ben.reload()
  await ben.getByRole('button', { name: /^Notifications/ }).click()
  await ben.getByRole('dialog').getByText('Ana is waiting for you').waitFor()
  await ben.keyboard.press('Escape')
  expect(await ana.getByText('Ana is waiting for you').count()).toBe(0)
})

it('streams a log into both', async () => {
  await reader.commands('## Run it', (command) => command.startsWith('echo '))
  const lineOn = (page: Page) =>
    page.getByRole('region', { name: 'Log lines' }).getByText('hello', { exact: true }).first()
  expect(await isShown(lineOn(ana))).toBe(true)
  expect(await isShown(lineOn(ben))).toBe(true)
})

it('says who is denied a channel, and by what', async () => {
  await ana.getByText('Payroll: subscribed').waitFor()
  const reason = ben.getByRole('alert').filter({ hasText: 'No access to the payroll' })
  await expect
    .poll(() => reason.textContent(), { timeout: 30_000 })
    .toContain('user `ben` may not subscribe to `private-payroll`: `subscribe` of the policy')
})

it('leaves nothing on the console of the one who is denied nothing', async () => {
  await ana.screenshot({ path: 'test-results/team-room-ana.png' })
  expect(complaints).toEqual([])
})

it('builds for production', async () => {
  await reader.build()
  await ana.goto(`${reader.page}/?dev-user=ana`)
  expect(await isShown(ana.getByRole('button', { name: /^Connected/ }))).toBe(true)
})
