import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveFolder } from '../../tools/serve-folder.mjs'
import { buildOwnStorybook } from '../e2e/storybook/built-storybook.ts'
import { type EngineName, launchEngine } from './installed.ts'
import { EnginePage } from './page.ts'

const name = process.env.ENGINE as EngineName
const preview = '#storybook-preview-iframe'
let site: Awaited<ReturnType<typeof serveFolder>>
let page: EnginePage

beforeAll(async () => {
  site = await serveFolder(buildOwnStorybook())
  page = new EnginePage(await launchEngine(name))
}, 300_000)
afterAll(async () => {
  await page?.engine.close()
  site?.close()
})

it('the Storybook shows a story, and its panel the frames and a broken network', async () => {
  await page.engine.open(
    `${site.address}/?path=/story/components-connectionbadge-live--connected&panel=bottom`,
  )
  await page.see('button', 'Connected', preview)
  await page.click('[role=tab]', 'Pusher')
  await page.see('h2, h3, h4', 'Network')
  await page.see('[role=option]', 'pusher:connection_established')
  await page.click('label', 'Offline')
  await page.see('button', 'Reconnecting', preview)
  mkdirSync('test-results', { recursive: true })
  writeFileSync(`test-results/storybook-${name}.png`, await page.engine.screenshot())
  const states = await page.evaluate<string[]>(
    `return [...document.querySelectorAll('[role=status]')].map((element) => element.innerText)`,
  )
  expect(states).toContainEqual(expect.stringMatching(/^(connecting|unavailable)$/))
})
