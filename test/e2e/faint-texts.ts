import type { Page } from 'playwright'

/** In the page: every transition that has an end is over and painted. */
async function settled(): Promise<void> {
  const frame = () => new Promise(requestAnimationFrame)
  await frame()
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)))
  await frame()
}

/** The part of axe-core that is used here. */
interface Axe {
  run: (
    place: { exclude: string[] },
    options: { runOnly: string[]; resultTypes: string[]; iframes: boolean },
  ) => Promise<{ violations: { nodes: { html: string }[] }[] }>
}

async function findFaintTexts(exclude: string[]): Promise<string[]> {
  const { axe } = window as unknown as { axe: Axe }
  const { violations } = await axe.run(
    { exclude },
    { runOnly: ['color-contrast'], resultTypes: ['violations'], iframes: false },
  )
  return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))
}

/** Waits for what moves or changes colour. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(settled)
}

/** Everything on a page, but in `exclude`, whose text can hardly be told from what is behind it. */
export async function faintTexts(page: Page, exclude: string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' })
  }
  return await page.evaluate(findFaintTexts, exclude)
}
