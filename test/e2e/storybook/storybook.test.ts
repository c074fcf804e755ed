import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serveFolder } from '../../../tools/serve-folder.mjs'
import { quickest } from '../../run/quickest.ts'
import { buildOwnStorybook } from './built-storybook.ts'
import { launchBrowser } from '../console-page.ts'
import { StorybookPage } from './storybook-page.ts'

/** The part of axe-core that is used here. */
interface Axe {
  run(place: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

const megabyte = 1_000_000
let folder: string
let browser: Browser
let address: string
let storybook: StorybookPage

beforeAll(async () => {
  folder = buildOwnStorybook()
  const site = await serveFolder(folder)
  address = site.address
  browser = await launchBrowser()
  storybook = await StorybookPage.launch(browser, address)
  return site.close
})
afterEach(() => storybook.expectNoProblems())
afterAll(() => browser.close())

describe('the Storybook of the project', () => {
  it('takes less than 15 MB', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const sizes = files.map((file) => statSync(join(folder, file))).filter((file) => file.isFile())
    const size = sizes.reduce((sum, file) => sum + file.size, 0)
    expect(size).toBeGreaterThan(megabyte)
    expect(size).toBeLessThan(15 * megabyte)
  })

  it('asks nothing of the outside while stories and the panel are used', async () => {
    await storybook.open('components-notificationbridge--workday')
    await storybook.frames('progress.updated').first().waitFor()
    await storybook.publish({ event: 'notification', payload: '{ "message": "From the panel" }' })
    await storybook.story.getByText('From the panel').first().waitFor()
    await storybook.goTo('components-notificationbridge--severities')
    await storybook.frames('notification').first().waitFor()
    await storybook.chooseNetwork('Offline')
    await expect.poll(() => storybook.panel.getByText(/^(connecting|unavailable)$/).count()).toBe(1)
    await storybook.page.getByRole('tab', { name: 'Accessibility' }).click()
  })
})

describe('its pages', () => {
  it('go on as a network is chosen in the toolbar: their stories keep what they received', async () => {
    await storybook.page.goto(`${address}/?path=/docs/components-logviewer-content--docs`)
    const live = storybook.story.locator('[id^="story--components-logviewer-on-a-channel--live"]')
    const viewer = live.locator('.mantine-LogViewer-root')
    await viewer.scrollIntoViewIfNeeded()
    await viewer.getByText(/^3\d\d lines$/).waitFor()
    await viewer.evaluate((element) => element.setAttribute('data-same', ''))
    await storybook.chooseInToolbar('Network between', 'Offline')
    await live.locator('[data-same]').getByText('Connection lost').waitFor()
    expect(await viewer.getByText(/^3\d\d lines$/).count()).toBe(1)
    const rush = storybook.story.frameLocator('iframe[title="Rush Hour"]')
    await rush.getByText('Connection lost').waitFor()
    await storybook.chooseInToolbar('Network between', 'Connected')
    await live.locator('[data-same]').getByText('Live', { exact: true }).waitFor()
  })
})

describe('its sidebar', () => {
  it('has everything in the order in which one reads', async () => {
    await storybook.page.goto(`${address}/?path=/docs/start-here--docs`)
    const items = storybook.page.locator('#storybook-explorer-tree [data-item-id]')
    await items.first().waitFor()
    const names = (await items.allInnerTexts()).map((text) => text.split('\n')[0])
    expect(names).toEqual([
      'Start here',
      'Comparison',
      'Concepts',
      'Hooks',
      'Components',
      'Testing',
      'Testing in Storybook',
      'Server',
      'Recipes',
      'Migration',
      'Troubleshooting',
      'Errors',
      'Reference',
    ])
  })
})

describe('its panel', () => {
  it('is in front when a story on a mock is opened, and the controls when a configurator is', async () => {
    // A reader who has chosen no panel.
    const reader = await StorybookPage.launch(browser, address)
    await reader.page.goto(`${address}/?path=/story/recipes-chat--live`)
    await reader.page.getByRole('tab', { name: 'Pusher', selected: true }).waitFor()
    await reader.panel.getByRole('heading', { name: 'Network' }).waitFor()
    await reader.page.goto(`${address}/?path=/story/components-typingindicator--configurator`)
    await reader.page.getByRole('tab', { name: /^Controls/, selected: true }).waitFor()
    await reader.goTo('components-typingindicator--conversation')
    await reader.page.getByRole('tab', { name: 'Pusher', selected: true }).waitFor()
    expect(await reader.panel.isVisible()).toBe(true)
    reader.expectNoProblems()
    await reader.page.context().close()
  })

  it('is not frozen by ten thousand frames', async () => {
    await storybook.open('components-logviewer-on-a-channel--rush-hour')
    await storybook.panel.getByText('10000', { exact: true }).waitFor()
    await storybook.page.evaluate(() => {
      const durations: number[] = []
      Object.assign(window, { freezes: durations })
      new PerformanceObserver((list) => {
        // The story shares the thread; only what the manager itself does counts here.
        const own = list.getEntries().filter(({ name }) => name === 'self')
        durations.push(...own.map(({ duration }) => duration))
      }).observe({ type: 'longtask' })
    })
    const longestFreeze = async () => {
      await storybook.panel.getByRole('searchbox').fill('ECONNREFUSED')
      await storybook.panel.getByText(/^\d+ of 10000$/).waitFor()
      await expect.poll(() => storybook.transcript.getByRole('option').count()).toBeLessThan(60)
      await storybook.panel.getByRole('button', { name: 'Pause' }).click()
      await storybook.panel.getByText(/ · paused, [1-9]\d* more$/).waitFor()
      const freezes = await storybook.page.evaluate(() =>
        (window as unknown as { freezes: number[] }).freezes.splice(0),
      )
      await storybook.panel.getByRole('button', { name: 'Resume' }).click()
      await storybook.panel.getByRole('searchbox').fill('')
      return Math.max(0, ...freezes)
    }
    expect(await quickest(500, longestFreeze)).toBeLessThan(500)
  })

  it('filters by text, channel, event and direction, and is emptied', async () => {
    await storybook.open('components-onlineusers-live--lively')
    await storybook.panel.getByRole('button', { name: 'Pause' }).click()
    const events = () => storybook.transcript.getByRole('option').allTextContents()
    await storybook.panel.getByLabel('Filter by direction').selectOption('sent')
    await expect.poll(events).toEqual([expect.stringContaining('pusher:subscribe')])
    await storybook.panel.getByLabel('Filter by direction').selectOption('')
    await storybook.panel.getByLabel('Filter by channel').selectOption('presence-room')
    await expect.poll(async () => (await events()).join()).not.toContain('connection_established')
    await storybook.panel.getByLabel('Filter by event').selectOption('pusher_internal:subscription_succeeded')
    await expect.poll(events).toHaveLength(1)
    await storybook.panel.getByRole('searchbox').fill('nobody says this')
    await storybook.panel.getByText('No frame matches').waitFor()
    await storybook.panel.getByRole('button', { name: 'Clear' }).click()
    await storybook.panel.getByText('No frame yet').waitFor()
  })

  it('is used by keyboard alone', async () => {
    const { page, panel, transcript } = storybook
    await storybook.open('components-typingindicator--conversation')
    await panel.getByRole('radio', { name: 'Connected' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => panel.getByRole('radio', { name: 'Slow' }).isChecked()).toBe(true)
    await panel.getByRole('textbox', { name: 'Payload' }).focus()
    await page.keyboard.press('Control+Enter')
    await panel.getByText('Published', { exact: true }).waitFor()
    await panel.getByRole('button', { name: 'Pause' }).press('Enter')
    await transcript.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => transcript.getByRole('option', { selected: true }).count()).toBe(3)
    await panel.getByRole('complementary', { name: 'Selected frame' }).waitFor()
    await panel.getByRole('button', { name: 'Copy 3 as test code' }).press('Enter')
    await panel.getByText('Copied 1 line').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      "mock.subscribed('presence-room')",
    )
    await transcript.focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => transcript.getByRole('option', { selected: true }).count()).toBe(0)
  })

  it('hears nothing of a story that was left', async () => {
    await storybook.open('components-typingindicator--conversation')
    await storybook.frames('client-typing').first().waitFor()
    await storybook.goTo('components-typingindicator--nobody')
    await storybook.panel
      .getByText('no provider')
      .or(storybook.panel.getByText('connected', { exact: true }))
      .waitFor()
    await storybook.page.getByRole('tab', { name: 'Accessibility' }).click()
    await storybook.page.getByRole('tab', { name: 'Pusher' }).click()
    await storybook.frames('connection_established').waitFor()
    expect(await storybook.frames('client-typing').count()).toBe(0)
    expect(await storybook.panel.getByRole('heading', { name: 'Members' }).count()).toBe(0)
  })
})

describe.each(['light', 'dark'] as const)('in a %s manager, its panel', (colorScheme) => {
  beforeAll(() => storybook.page.emulateMedia({ colorScheme }))
  afterAll(() => storybook.page.emulateMedia({ colorScheme: null }))

  it.each([
    ['below', 'bottom'],
    ['beside', 'right'],
  ])('passes axe %s the story', async (_, place) => {
    await storybook.open('components-onlineusers-live--lively', place)
    await storybook.frames('subscription_succeeded').click()
    await storybook.publish({ event: 'odd', payload: '{}' })
    await storybook.panel.getByRole('alert').waitFor()
    await storybook.page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' })
    const violations = await storybook.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: Axe }
      const panel = document.querySelector('[role=tabpanel]:not([hidden])')
      const found = await axe.run(panel as Element)
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    })
    await storybook.page.screenshot({ path: `test-results/panel-${colorScheme}-${place}.png` })
    expect(violations).toEqual([])
  })
})

describe('its toolbars', () => {
  it('change language, direction and width', async () => {
    await storybook.page.goto(`${address}/?path=/story/components-connectionbadge--connected`)
    await storybook.chooseInToolbar('Language of the labels', 'Deutsch')
    await storybook.story.getByText('Verbunden', { exact: true }).waitFor()
    await storybook.chooseInToolbar('Language of the labels', 'עברית')
    await storybook.story.getByText('מחובר', { exact: true }).waitFor()
    await storybook.story.locator('html[dir=rtl][lang=he]').waitFor()
    await storybook.chooseInToolbar('Text direction', 'Left to right')
    await storybook.story.locator('html[dir=ltr]').waitFor()
    await storybook.chooseInToolbar('Viewport size', 'Phone (360 px)')
    const frame = storybook.page.locator('#storybook-preview-iframe')
    await expect.poll(async () => (await frame.boundingBox())?.width).toBe(360)
  })

  it('leave a story its English until it has played', async () => {
    await storybook.page.goto(`${address}/?path=/story/components-logviewer--search&globals=locale:de`)
    // What the play function did, and then the words.
    await storybook.story.getByText('54 von 54').waitFor()
    await storybook.story.getByRole('textbox', { name: 'Protokoll durchsuchen' }).waitFor()
    await storybook.page.getByRole('tab', { name: 'Interactions' }).click()
    await storybook.page.getByText('Pass', { exact: true }).waitFor()
    // Played once more.
    const again = storybook.story.locator('html').evaluate(
      () =>
        new Promise((resolve) => {
          const { __STORYBOOK_ADDONS_CHANNEL__: channel } = Object(window)
          channel.once('storyFinished', resolve)
        }),
    )
    await storybook.page
      .getByRole('button', { name: /Reload story|Remount/ })
      .first()
      .click()
    await again
    await storybook.story.getByText('54 von 54').waitFor()
    expect(await storybook.page.getByText('Fail', { exact: true }).count()).toBe(0)
  })

  it('reach the stories that a page has in frames, those of before and those that come later', async () => {
    await storybook.page.goto(`${address}/?path=/docs/components-notificationinbox-states--docs`)
    const first = storybook.story.frameLocator('iframe[title="Open"]')
    await first.getByRole('dialog', { name: 'Notifications' }).waitFor()
    await storybook.chooseInToolbar('Colour scheme', 'Dark')
    await first.locator('html[data-mantine-color-scheme=dark]').waitFor()
    await storybook.chooseInToolbar('Language of the labels', 'Deutsch')
    await first.getByRole('dialog', { name: 'Mitteilungen' }).waitFor()
    const frames = storybook.story.locator('iframe[title]')
    await frames.last().scrollIntoViewIfNeeded()
    await frames.last().contentFrame().locator('html[lang=de][data-mantine-color-scheme=dark]').waitFor()
    expect(await storybook.story.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
  })
})
