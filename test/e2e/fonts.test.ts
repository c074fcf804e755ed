import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useOwnFonts } from '../../tools/browser/fonts.mjs'
import { launchBrowser } from './console-page.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

/** The families that Chromium draws a text with. */
async function drawnWith(family: string, text: string): Promise<string[]> {
  const page = await browser.newPage()
  await page.setContent(`<p style="font-family: ${family}">${text}</p>`)
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  await page.close()
  return fonts.map(({ familyName }) => familyName).toSorted()
}

/** Elsewhere a browser takes the fonts of the system, and there is nothing to compare with. */
describe.runIf(useOwnFonts())('a browser of the tests', () => {
  it.each([
    ['sans-serif', 'Latin Ελληνικά Кириллица עברית', ['Open Sans']],
    ['system-ui', 'Latin', ['Open Sans']],
    ['"A family that is not there", sans-serif', 'Latin', ['Open Sans']],
    ['serif', 'Latin', ['DejaVu Serif']],
    ['monospace', 'Latin Ελληνικά Кириллица → ↵ ┌─┐', ['DejaVu Sans Mono']],
    ['monospace', 'עברית', ['Open Sans']],
  ])('draws in %s "%s" with %j, whatever the machine has', async (family, text, expected) => {
    expect(await drawnWith(family, text)).toEqual(expected)
  })

  it('has font settings that name the folders of the project alone', () => {
    const settings = readFileSync(process.env.FONTCONFIG_FILE ?? '', 'utf8')
    expect(settings).not.toContain('<include')
    const folders = [...settings.matchAll(/<dir>(.*?)<\/dir>/g)].map(([, folder]) => folder)
    expect(folders).toEqual([
      expect.stringMatching(/node_modules.@expo-google-fonts.open-sans$/),
      expect.stringMatching(/node_modules.dejavu-fonts-ttf.ttf$/),
    ])
  })
})
