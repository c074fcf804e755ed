import { beforeEach, expect, it, vi } from 'vitest'
import { GridScroller } from '../../../../src/mantine/LogViewer/viewport/grid-scroller.ts'
import { ScrollRange } from '../../../../src/mantine/LogViewer/viewport/scroll-range.ts'

const viewport = 200

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

/** A scroller over `content` px, with its elements. */
function setUp({ content = 2000, scrolled = 0, isFollowing = false } = {}) {
  const position = { range: new ScrollRange(content, viewport), scrolled, isFollowing }
  const elements = {
    scroller: document.createElement('div'),
    spacer: document.createElement('div'),
    layer: document.createElement('div'),
  }
  const grid = new GridScroller(position)
  grid.attach(elements)
  const place = (next: Partial<typeof position>) => {
    Object.assign(position, next)
    grid.isStale = true
    grid.move(0)
  }
  return { ...elements, grid, place }
}

it('places the layer at whole pixels', () => {
  const { grid, layer } = setUp()
  grid.move(-12.6)
  expect(layer.style.transform).toBe('translateY(-13px)')
})

it('writes the position to the scroll bar only when it changes', () => {
  const { grid, place, scroller, spacer } = setUp({ scrolled: 300 })
  grid.move(0)
  expect(scroller.scrollTop).toBe(0)
  place({ scrolled: 320 })
  expect(scroller.scrollTop).toBe(320)
  expect(spacer.style.height).toBe('2000px')
})

it('makes the spacer at least as high as the viewport, and no higher than browsers support', () => {
  const { place, spacer } = setUp({ content: 40 })
  place({})
  expect(spacer.style.height).toBe('200px')
  place({ range: new ScrollRange(90_000_000, viewport) })
  expect(spacer.style.height).toBe('8000000px')
})

it('while following writes about once a second, together with the next lines', () => {
  const { place, scroller } = setUp({ isFollowing: true })
  place({ scrolled: 1800 })
  expect(scroller.scrollTop).toBe(1800)
  place({ range: new ScrollRange(2020, viewport), scrolled: 1820 })
  vi.advanceTimersByTime(500)
  place({ range: new ScrollRange(2040, viewport), scrolled: 1840 })
  vi.advanceTimersByTime(500)
  expect(scroller.scrollTop).toBe(1800)
  place({ range: new ScrollRange(2060, viewport), scrolled: 1860 })
  expect(scroller.scrollTop).toBe(1860)
  expect(vi.getTimerCount()).toBe(0)
})

it('while following writes the newest position when no more lines come', () => {
  const { place, scroller } = setUp({ isFollowing: true })
  place({ scrolled: 1800 })
  place({ range: new ScrollRange(2020, viewport), scrolled: 1820 })
  vi.advanceTimersByTime(500)
  place({ range: new ScrollRange(2040, viewport), scrolled: 1840 })
  vi.advanceTimersByTime(1000)
  expect(scroller.scrollTop).toBe(1840)
})

it('writes immediately when following ends', () => {
  const { place, scroller } = setUp({ isFollowing: true })
  place({ scrolled: 1800 })
  place({ scrolled: 1500, isFollowing: false })
  expect(scroller.scrollTop).toBe(1500)
})

it('writes nothing after it is detached', () => {
  const { grid, place, scroller } = setUp({ isFollowing: true })
  place({ scrolled: 1800 })
  place({ scrolled: 1820 })
  grid.attach(null)
  vi.advanceTimersByTime(5000)
  expect(scroller.scrollTop).toBe(1800)
  expect(grid.readMove()).toBe(0)
})

it('writes the height again to elements that are attached again', () => {
  const { grid, place, ...elements } = setUp()
  place({ scrolled: 300 })
  const other = { ...elements, spacer: document.createElement('div') }
  grid.attach(null)
  grid.attach(other)
  place({})
  expect(other.spacer.style.height).toBe('2000px')
})

it('returns each movement by the user once, and no movement of its own', () => {
  const { grid, place, scroller } = setUp()
  place({ scrolled: 300 })
  expect(grid.readMove()).toBe(0)
  scroller.scrollTop = 250
  expect(grid.readMove()).toBe(-50)
  expect(grid.scrollTop).toBe(250)
  expect(grid.readMove()).toBe(0)
})

it('counts less than a pixel as no movement', () => {
  const { grid, scroller } = setUp()
  scroller.scrollTop = 0.5
  expect(grid.readMove()).toBe(0)
  scroller.scrollTop = 1
  expect(grid.readMove()).toBe(1)
})

it('restores a moved bar and its height even if the position is unchanged', () => {
  const { grid, place, scroller, spacer } = setUp({ isFollowing: true })
  place({ scrolled: 1800 })
  scroller.scrollTop = 1200
  spacer.style.height = '1400px'
  grid.readMove()
  grid.restore()
  expect(scroller.scrollTop).toBe(1800)
  expect(spacer.style.height).toBe('2000px')
})
