import { firefox, webkit } from 'playwright'
import { type Engine, type Preferences, viewport } from './engine.ts'

const browsers = { firefox, webkit }

/** A browser that `playwright install` has brought. */
export async function launchPlaywright(
  name: keyof typeof browsers,
  preferences: Preferences = {},
): Promise<Engine> {
  const browser = await browsers[name].launch()
  const page = await browser.newPage({ viewport, ...preferences })
  return {
    version: browser.version(),
    async open(url) {
      await page.goto(url)
    },
    async evaluate<T>(body: string) {
      return JSON.parse(
        await page.evaluate<string>(
          `(async () => JSON.stringify(await (async () => {${body}})() ?? null))()`,
        ),
      ) as T
    },
    click: (x, y) => page.mouse.click(x, y),
    async wheel(x, y, pixels) {
      await page.mouse.move(x, y)
      await page.mouse.wheel(0, pixels)
    },
    paste: () => page.keyboard.press('ControlOrMeta+V'),
    screenshot: () => page.screenshot(),
    prefer: (wanted) => page.emulateMedia(wanted),
    close: () => browser.close(),
  }
}
