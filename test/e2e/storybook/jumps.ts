import type { Page } from 'playwright'

/** s; the longest demo grows for 17 s */
const watched = 20

interface Place {
  name: string
  /** px from the top of the page */
  top: number
}

/** In the page: where each of its blocks begins, and where the last one ends. */
function places(): Place[] {
  const content = document.querySelector('.sbdocs-content')
  const blocks = [...(content?.children ?? [])]
  const topOf = (place: number) => Math.round(place + window.scrollY)
  return [
    ...blocks.map((block, index) => ({
      name: `${index} ${block.tagName} "${(block.textContent ?? '').slice(0, 30)}"`,
      top: topOf(block.getBoundingClientRect().top),
    })),
    { name: 'the end', top: topOf(content?.getBoundingClientRect().bottom ?? 0) },
  ]
}

/**
 * Lets the stories of a page go on for a while, on the clock of the page.
 *
 * @param page - with `page.clock.install()`
 * @returns the first block that moved, and by how many px, if one did
 */
export async function jumpOf(page: Page): Promise<string | null> {
  // The page adapts to the width of its window.
  await page.clock.runFor(1000)
  const before = await page.evaluate(places)
  for (let second = 1; second <= watched; second += 1) {
    await page.clock.runFor(1000)
    const now = await page.evaluate(places)
    if (now.length !== before.length) return `after ${second} s: a block came or went`
    const moved = now.findIndex(({ top }, index) => top !== before[index]?.top)
    if (moved !== -1) {
      const by = (now[moved]?.top ?? 0) - (before[moved]?.top ?? 0)
      return `after ${second} s, by ${by} px: ${before[moved]?.name}`
    }
  }
  return null
}
