import { afterEach, beforeEach, expect, it } from 'vitest'
import { stayAtHash } from '../../.storybook/stay-at-hash.ts'

const address = window.parent.location.href
let above: HTMLElement
let heading: HTMLElement
let stop = (): void => undefined

/** Firefox scrolls by whole px. */
const isAtTop = (): boolean => Math.abs(heading.getBoundingClientRect().top) <= 1

/** What is above the heading gets another height. */
async function load(height: number): Promise<void> {
  above.style.height = `${height}px`
  // Observers of sizes are called before the next frame is drawn.
  for (let count = 0; count < 3; count += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

beforeEach(() => {
  // Otherwise the browser would move the page along with the heading.
  document.documentElement.style.overflowAnchor = 'none'
  document.body.innerHTML = '<div></div><h2 id="a heading">A heading</h2><div style="height: 3000px"></div>'
  above = document.body.firstElementChild as HTMLElement
  heading = document.querySelector('h2') as HTMLElement
  window.parent.history.replaceState(null, '', '#a%20heading')
})

afterEach(() => {
  stop()
  document.documentElement.style.overflowAnchor = ''
  document.body.innerHTML = ''
  window.scrollTo(0, 0)
  window.parent.history.replaceState(null, '', address)
})

it('the heading of the address stays at the top while what is above it loads', async () => {
  stop = stayAtHash()
  await load(800)
  expect(isAtTop()).toBe(true)
  await load(2400)
  expect(isAtTop()).toBe(true)
})

it('a heading that comes later is found', async () => {
  const { parentElement } = heading
  heading.remove()
  stop = stayAtHash()
  await load(800)
  parentElement?.insertBefore(heading, above.nextSibling)
  await load(900)
  expect(isAtTop()).toBe(true)
})

it('a page that the reader moved stays where it is', async () => {
  stop = stayAtHash()
  await load(800)
  window.dispatchEvent(new WheelEvent('wheel'))
  window.scrollTo(0, 0)
  await load(1000)
  expect(window.scrollY).toBe(0)
})

it('a page that was moved with the scroll bar stays where it is', async () => {
  stop = stayAtHash()
  await load(800)
  window.scrollTo({ top: 0, behavior: 'instant' })
  await load(1000)
  expect(window.scrollY).toBe(0)
  await load(1200)
  expect(window.scrollY).toBe(0)
})

it('without a heading in the address the page stays at its top', async () => {
  window.parent.history.replaceState(null, '', address)
  stop = stayAtHash()
  await load(800)
  expect(window.scrollY).toBe(0)
})

it('an address that names nothing moves nothing', async () => {
  for (const hash of ['#', '#%', '#elsewhere']) {
    window.parent.history.replaceState(null, '', hash)
    stop = stayAtHash()
    await load(500 + hash.length)
    expect(window.scrollY).toBe(0)
    stop()
  }
})
