import { expect, it, vi } from 'vitest'
import { LogGrid } from '../../../../src/mantine/LogViewer/viewport/log-grid.ts'
import type { RowRules } from '../../../../src/mantine/LogViewer/viewport/row-layout.ts'
import { lineListOf } from './line-list-of.ts'

const rules: RowRules = { columns: 10, measured: new Map(), extra: new Map(), guessRows: () => 1 }

/** Lines of one row each. */
const lines = (first: number, end: number) => lineListOf(first, end, () => 5)

/** A grid of ten rows of 20 px, with its elements. */
function setUp(list = lines(0, 100)) {
  const elements = {
    scroller: document.createElement('div'),
    spacer: document.createElement('div'),
    layer: document.createElement('div'),
  }
  const grid = new LogGrid(list, [], rules)
  grid.resize(200, 20)
  grid.attach(elements)
  return { ...elements, grid }
}

it('writes the position to attached elements', () => {
  const { layer, scroller, spacer } = setUp()
  expect(layer.style.transform).toBe('translateY(0px)')
  expect(spacer.style.height).toBe('2000px')
  expect(scroller.scrollTop).toBe(1800)
})

it('emits only when the window changes', () => {
  const { grid } = setUp()
  const listener = vi.fn()
  grid.subscribe(listener)
  const before = grid.getSnapshot()
  grid.update(lines(0, 100))
  expect(listener).not.toHaveBeenCalled()
  expect(grid.getSnapshot()).toBe(before)
  grid.update(lines(0, 101))
  expect(listener).toHaveBeenCalledOnce()
  expect(grid.getSnapshot()).toMatchObject({ start: 91, end: 101 })
})

it('moves the elements itself only without a subscriber', () => {
  const { grid, layer } = setUp()
  const unsubscribe = grid.subscribe(() => {})
  grid.scrollTo(50, 0)
  expect(layer.style.transform).toBe('translateY(0px)')
  grid.move()
  expect(layer.style.transform).toBe('translateY(-40px)')
  unsubscribe()
  grid.scrollBy(30)
  expect(layer.style.transform).toBe('translateY(-50px)')
})

it('scrolls when the user moves the scroll bar, and does not write it', () => {
  const { grid, scroller } = setUp()
  grid.unfollow()
  scroller.scrollTop = 1000.4
  grid.onScroll()
  expect(grid.topIndex).toBe(50)
  expect(scroller.scrollTop).toBe(1000.4)
})

it('keeps a scroll whose event arrives after new lines', () => {
  const { grid, scroller } = setUp()
  grid.unfollow()
  scroller.scrollTop = 1000
  grid.update(lines(20, 120))
  expect(grid.topIndex).toBe(50)
  expect(scroller.scrollTop).toBe(600)
})

it('stays at the end when layout moves the scroll bar while it follows', () => {
  const { grid, scroller } = setUp()
  scroller.scrollTop = 1000
  grid.onScroll()
  expect(grid.isFollowing).toBe(true)
  expect(scroller.scrollTop).toBe(1800)
})

it('follows again when the user scrolls to the end', () => {
  const { grid } = setUp()
  grid.scrollBy(-40)
  expect(grid.isFollowing).toBe(false)
  grid.scrollBy(20)
  expect(grid.isFollowing).toBe(false)
  grid.scrollBy(20)
  expect(grid.isFollowing).toBe(true)
})

it('scrolls to a line as soon as it is shown', () => {
  const { grid } = setUp()
  grid.jumpTo(300)
  expect(grid.isFollowing).toBe(false)
  expect(grid.topIndex).toBe(90)
  grid.update(lines(0, 500))
  expect(grid.topIndex).toBe(296)
  grid.scrollTo(10, 0)
  grid.update(lines(0, 600))
  expect(grid.topIndex).toBe(10)
})

it('returns to the line at the top when it is shown again', () => {
  const { grid } = setUp(lines(0, 400))
  grid.scrollTo(50, 0)
  grid.restart(lines(100, 400), [], rules)
  expect(grid.topIndex).toBe(100)
  grid.restart(lines(0, 400), [], rules)
  expect(grid.topIndex).toBe(46)
})

it('scrolls to reveal a line only if it is not in view', () => {
  const { grid } = setUp()
  grid.reveal(95)
  expect(grid.isFollowing).toBe(false)
  expect(grid.topIndex).toBe(90)
  grid.reveal(50)
  expect(grid.topIndex).toBe(46)
})

it('corrects the scroll bar after short movements in a scaled range', () => {
  const { grid, scroller } = setUp(lines(0, 1_000_000))
  grid.scrollTo(500_000, 0)
  const before = scroller.scrollTop
  scroller.scrollTop = before - 100
  grid.onScroll()
  expect(grid.topIndex).toBe(499_995)
  expect(scroller.scrollTop).toBe(before - 100)
  grid.correctBar()
  expect(scroller.scrollTop).toBe(before - 40)
})
