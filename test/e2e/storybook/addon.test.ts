import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createMockPusher } from 'react-pusher-kit/mock'
import { serveFolder } from '../../../tools/serve-folder.mjs'
import { buildConsumerStorybook, createConsumer, startConsumerStorybook } from './built-storybook.ts'
import { launchBrowser } from '../console-page.ts'
import { StorybookPage } from './storybook-page.ts'

let browser: Browser
let project: string
let storybook: StorybookPage

beforeAll(async () => {
  const site = await serveFolder(buildConsumerStorybook())
  project = createConsumer()
  browser = await launchBrowser()
  storybook = await StorybookPage.launch(browser, site.address)
  return site.close
})
afterEach(() => storybook.expectNoProblems())
afterAll(() => browser.close())

const articles = () =>
  storybook.story.getByRole('list', { name: 'Articles' }).getByRole('listitem').allTextContents()

/** A mock publishes to those who have subscribed. */
async function openQuiet() {
  await storybook.open('news--quiet')
  await storybook.frames('subscription_succeeded').nth(1).waitFor()
}

describe('the addon in a Storybook under development', () => {
  it('is there at the first story, which nothing loads a second time', async () => {
    const { address, stop } = await startConsumerStorybook(project)
    try {
      const fresh = await StorybookPage.launch(browser, address)
      const documents: string[] = []
      fresh.page.on('request', (request) => {
        if (request.resourceType() === 'document') documents.push(new URL(request.url()).pathname)
      })
      await fresh.open('news--live')
      await fresh.story.getByText('From the script').waitFor()
      await fresh.frames('published').waitFor()
      // Vite loads the frame again when it finds a dependency late.
      expect(documents).toEqual(['/', '/iframe.html'])
      await fresh.page.close()
    } finally {
      await stop()
    }
  })
})

describe('the addon in a Storybook that installed the package', () => {
  it('plays the script of a story that is opened', async () => {
    await storybook.open('news--live')
    await storybook.story.getByText('From the script').waitFor()
    await storybook.frames('published').waitFor()
    expect(await articles()).toEqual(['From the script'])
  })

  it('publishes the example of the declared schema at one click', async () => {
    await openQuiet()
    await storybook.panel.getByText('The example of the declared schema').waitFor()
    await storybook.publish()
    await storybook.story.getByText('Hello').waitFor()
    await storybook.frames('published').waitFor()
    await storybook.panel.getByText('Published', { exact: true }).waitFor()
    expect(await articles()).toEqual(['Hello'])
  })

  it('says in place what is wrong with a payload, and publishes none of it', async () => {
    await openQuiet()
    const problem = storybook.panel.getByRole('alert')
    await storybook.panel.getByRole('textbox', { name: 'Payload' }).fill('{ "title": ')
    expect(await problem.textContent()).toMatch(/^Expected JSON/)
    await storybook.publish({ payload: '{ "title": "" }' })
    await expect.poll(() => problem.textContent()).toMatch(/^title: /)
    await storybook.publish({ payload: '{ "title": "Third time lucky" }' })
    await storybook.story.getByText('Third time lucky').waitFor()
    expect(await articles()).toEqual(['Third time lucky'])
  })

  it('shows the story’s error when authorisation is denied, and takes it back', async () => {
    await openQuiet()
    await storybook.panel.getByText('1 member').waitFor()
    await storybook.panel.getByRole('checkbox', { name: 'Deny authorisation' }).check()
    await storybook.story.getByRole('alert').waitFor()
    expect(await storybook.story.getByRole('alert').textContent()).toContain('403')
    await storybook.panel.getByRole('checkbox', { name: 'Deny authorisation' }).uncheck()
    await storybook.story.getByRole('alert').waitFor({ state: 'detached' })
  })

  it('lets a second user join and leave at one click each', async () => {
    await openQuiet()
    await storybook.panel.getByRole('button', { name: 'Add a member' }).click()
    const members = storybook.story.getByLabel('Members')
    await expect.poll(() => members.textContent()).toBe('Me, Ana')
    await storybook.panel.getByRole('button', { name: 'Ana leaves' }).click()
    await expect.poll(() => members.textContent()).toBe('Me')
  })

  it('breaks the network from the panel and from the toolbar, and both agree', async () => {
    await openQuiet()
    await storybook.story.getByText('connected', { exact: true }).waitFor()
    await storybook.chooseNetwork('Refused')
    await storybook.story.getByText('disconnected').waitFor()
    const toolbar = storybook.page.getByRole('button', { name: /^Network between/ })
    await expect.poll(() => toolbar.textContent()).toBe('Refused')
    await toolbar.click()
    await storybook.page.getByRole('option', { name: 'Story default' }).click()
    await storybook.story.getByText('connected', { exact: true }).waitFor()
    const connected = storybook.panel.getByRole('radio', { name: 'Connected' })
    await expect.poll(() => connected.isChecked()).toBe(true)
  })

  it.each([
    ['Slow', 'connected'],
    ['Flapping', 'connecting'],
    ['Offline', 'connecting'],
    ['Outage', 'connecting'],
  ])('%s makes the story %s, and what the story says brings it back', async (network, state) => {
    await openQuiet()
    const shown = storybook.story.getByText(/^(connected|connecting|unavailable|disconnected)$/)
    await expect.poll(() => shown.textContent()).toBe('connected')
    await storybook.chooseNetwork(network)
    await expect.poll(() => shown.textContent()).toBe(state)
    await storybook.panel.getByRole('button', { name: 'Story default' }).click()
    await expect.poll(() => shown.textContent()).toBe('connected')
  })

  it('takes the latency of the slider, by keyboard', async () => {
    await openQuiet()
    await storybook.story.getByText('connected', { exact: true }).waitFor()
    const slider = storybook.panel.getByRole('slider', { name: /^Latency each way/ })
    await slider.press('End')
    // Without the focus it shows what the story says.
    await slider.blur()
    await storybook.panel.getByText('2000 ms', { exact: true }).waitFor()
    await storybook.publish({ payload: '{ "title": "On its way" }' })
    await storybook.story.getByText('On its way').waitFor()
    expect(await articles()).toEqual(['On its way'])
  })

  it('keeps its mock when args change, and gives the next story another', async () => {
    await openQuiet()
    await storybook.publish({ payload: '{ "title": "First" }' })
    await storybook.story.getByText('First').waitFor()
    await storybook.page.getByRole('tab', { name: /^Controls/ }).click()
    await storybook.page.locator('#control-heading').fill('Changed')
    await storybook.story.getByRole('heading', { name: 'Changed' }).waitFor()
    expect(await articles()).toEqual(['First'])
    await storybook.page.getByRole('tab', { name: 'Pusher' }).click()
    await storybook.frames('published').waitFor()
    await storybook.goTo('news--live')
    await storybook.story.getByText('From the script').waitFor()
    await storybook.frames('published').waitFor()
    expect(await storybook.frames('published').allTextContents()).toEqual([
      expect.stringContaining('From the script'),
    ])
  })

  it('copies as test code what then really happens to an app under test', async () => {
    await openQuiet()
    await storybook.publish({ payload: '{ "title": "It’s copied" }' })
    await storybook.panel.getByRole('button', { name: 'Add a member' }).click()
    await storybook.frames('member_added').waitFor()
    const code = await storybook.copyAsTestCode()
    const mock = createMockPusher()
    const client = mock.client()
    const received: unknown[] = []
    client.subscribe('news').bind('published', (data: unknown) => received.push(data))
    client.subscribe('presence-room')
    const AsyncFunction = (async () => {}).constructor as new (
      ...source: string[]
    ) => (pusher: typeof mock) => Promise<void>
    await new AsyncFunction('mock', code)(mock)
    await mock.settled()
    expect(received).toEqual([{ title: 'It’s copied' }])
    expect(mock.channel('presence-room').members).toContainEqual({ id: 'ana', info: { name: 'Ana' } })
    mock.dispose()
  })
})

describe('the addon in a Storybook of CSF Next', () => {
  it('is added by its preview, and plays the script of a story', async () => {
    const site = await serveFolder(buildConsumerStorybook('addon-consumer-next'))
    const next = await StorybookPage.launch(browser, site.address)
    await next.open('news--live')
    await next.frames('published').waitFor()
    expect(await next.story.getByRole('listitem').allTextContents()).toEqual(['From the script'])
    await next.page.close()
    site.close()
  })
})
