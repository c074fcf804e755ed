import { expect, it } from 'vitest'
import { GridViewport } from '../../../../src/mantine/LogViewer/viewport/grid-viewport.ts'
import type { RowRules } from '../../../../src/mantine/LogViewer/viewport/row-layout.ts'
import { lineListOf } from './line-list-of.ts'

const rules: RowRules = { columns: 10, measured: new Map(), extra: new Map(), guessRows: () => 1 }

/** Lines of one row each. */
const lines = (first: number, end: number) => lineListOf(first, end, () => 5)

/** Ten rows of 20 px, at the end of 100 lines. */
function viewportOf(list = lines(0, 100), others: Partial<RowRules> = {}): GridViewport {
  const viewport = new GridViewport(list, { ...rules, ...others })
  viewport.resize(200, 20)
  viewport.clamp()
  return viewport
}

/** The same with a line at the top, which ends following. */
function viewportAt(position: number, others: Partial<RowRules> = {}): GridViewport {
  const viewport = viewportOf(lines(0, 100), others)
  viewport.scrollTo(position, 0)
  viewport.clamp()
  return viewport
}

/** px from the top of the viewport to the top of a line. */
const topOf = (viewport: GridViewport, position: number) =>
  viewport.distanceTo(viewport.layout.rowOf(position))

it('follows the end: the newest line stays at the bottom', () => {
  const viewport = viewportOf()
  expect(viewport.window(undefined)).toMatchObject({ start: 90, end: 100, lines: 10, isFollowing: true })
  viewport.update(lines(0, 120))
  viewport.clamp()
  expect(viewport.window(undefined)).toMatchObject({ start: 110, end: 120 })
  expect(topOf(viewport, 119)).toBe(180)
})

it('keeps the line at the top in place while old lines are dropped and new ones are added', () => {
  const viewport = viewportAt(50)
  viewport.update(lines(30, 120))
  viewport.clamp()
  expect(viewport.topPosition).toBe(50)
  expect(topOf(viewport, 50)).toBe(0)
})

it('moves to the oldest line when the line at the top was dropped', () => {
  const viewport = viewportAt(50)
  viewport.update(lines(60, 130))
  viewport.clamp()
  expect(viewport.topPosition).toBe(60)
  expect(viewport.window(undefined)).toMatchObject({ isAtTop: true, isNearTop: true })
})

it('keeps the line at the top and the offset within it when all lines are laid out again', () => {
  const viewport = viewportAt(50)
  viewport.scrollBy(7)
  viewport.relayout(lines(0, 100), { ...rules, columns: 2, guessRows: () => 3 })
  viewport.clamp()
  expect(viewport.layout.rows(50)).toBe(3)
  expect(viewport.topIndex).toBe(50)
  expect(topOf(viewport, 50)).toBe(-7)
})

it('keeps the line at the top when the viewport and the rows change their height', () => {
  const viewport = viewportAt(50)
  expect(viewport.resize(300, 30)).toBe(true)
  expect(viewport.topPosition).toBe(50)
  expect(viewport.page).toBe(10)
  expect(viewport.resize(300, 30)).toBe(false)
})

it.each([
  ['above', 49, 0],
  ['at the top of', 50, 0],
  ['below', 70, 0],
])('a line %s the viewport that grows does not move the line at the top', (_place, index, distance) => {
  const measured = new Map<number, number>()
  const viewport = viewportAt(50, { measured })
  const { layoutVersion } = viewport.window(undefined)
  measured.set(index, 4)
  expect(viewport.remeasure(index)).toBe(true)
  expect(topOf(viewport, 50)).toBe(distance)
  expect(viewport.window(undefined).layoutVersion).toBe(layoutVersion + 1)
})

it('measuring has no effect if the number of rows is unchanged or the line is not shown', () => {
  const measured = new Map([
    [10, 1],
    [500, 3],
  ])
  const viewport = viewportAt(50, { measured })
  const before = viewport.window(undefined)
  expect(viewport.remeasure(10)).toBe(false)
  expect(viewport.remeasure(500)).toBe(false)
  expect(viewport.window(undefined)).toEqual(before)
})

it('aligns a line within the viewport, and a line that does not fit to the top', () => {
  const measured = new Map([[70, 12]])
  const viewport = viewportOf(lines(0, 100), { measured })
  viewport.scrollTo(50, 0.5)
  expect(topOf(viewport, 50)).toBe(90)
  viewport.scrollTo(70, 0.5)
  expect(topOf(viewport, 70)).toBe(0)
  expect(viewport.isFollowing).toBe(false)
})

it.each([
  ['above the viewport to the top', 30, 0],
  ['below the viewport to the bottom', 80, 180],
  ['in view not at all', 55, 100],
])('scrolls a line %s', (_direction, position, top) => {
  const viewport = viewportAt(50)
  expect(viewport.scrollIntoView(position)).toBe(true)
  expect(topOf(viewport, position)).toBe(top)
})

it('does not scroll, and still follows, when all lines fit', () => {
  const viewport = viewportOf(lines(0, 10))
  expect(viewport.scrollIntoView(3)).toBe(false)
  expect(viewport.isFollowing).toBe(true)
})

it('stays within the lines', () => {
  const viewport = viewportAt(50)
  viewport.scrollBy(-5000)
  viewport.clamp()
  expect(viewport.topPosition).toBe(0)
  viewport.scrollBy(5000)
  viewport.clamp()
  expect(viewport.topPosition).toBe(90)
  expect(viewport.isAtEnd).toBe(true)
})

it('finds the first and the last line that are fully in view', () => {
  const viewport = viewportAt(50)
  expect([viewport.edge('first'), viewport.edge('last')]).toEqual([50, 59])
  viewport.scrollBy(7)
  expect([viewport.edge('first'), viewport.edge('last')]).toEqual([51, 59])
  expect([50, 51, 59, 60].map((position) => viewport.isInView(position))).toEqual([false, true, true, false])
})

it('returns the next line as both edges when one line fills the viewport', () => {
  const viewport = viewportAt(50, { measured: new Map([[50, 30]]) })
  viewport.scrollBy(100)
  expect([viewport.edge('first'), viewport.edge('last')]).toEqual([51, 51])
})

it('uses the position of the scroll bar, and follows again at its end', () => {
  const viewport = viewportAt(50)
  viewport.moveBar(700, -300, false)
  expect(viewport.scrolled).toBe(700)
  expect(viewport.isFollowing).toBe(false)
  viewport.moveBar(1800, 1100, false)
  expect(viewport.isFollowing).toBe(true)
})

it('the scroll bar is relative to the oldest line', () => {
  const viewport = viewportAt(50)
  viewport.update(lines(40, 100))
  viewport.moveBar(100, -100, false)
  expect(viewport.scrolled).toBe(100)
  expect(viewport.topPosition).toBe(45)
})

it('in a scaled range treats short movements as pixels, and long ones and dragging as a share', () => {
  const viewport = viewportOf(lines(0, 1_000_000))
  viewport.scrollTo(500_000, 0)
  const { range, scrolled } = viewport
  expect(range.isScaled).toBe(true)
  const scrollTop = range.scrollTop(scrolled)
  viewport.moveBar(scrollTop - 599, -599, false)
  expect(viewport.scrolled).toBe(scrolled - 599)
  viewport.moveBar(scrollTop - 100, -100, true)
  expect(viewport.scrolled).toBe(range.offset(scrollTop - 100))
  viewport.moveBar(scrollTop - 600, -600, false)
  expect(viewport.scrolled).toBe(range.offset(scrollTop - 600))
})

it('renders two more rows on either side when it does not follow', () => {
  const viewport = viewportAt(50)
  expect(viewport.window(undefined)).toMatchObject({
    start: 48,
    end: 63,
    origin: 48 - 10_000,
    isFollowing: false,
  })
})

it('stores the end of the lines when following ended, and counts another set of lines as seen', () => {
  const viewport = viewportAt(50)
  viewport.update(lines(0, 120))
  viewport.unfollow()
  expect(viewport.window(undefined).unfollowedAt).toBe(100)
  viewport.relayout(lines(0, 70), rules, true)
  expect(viewport.window(undefined).unfollowedAt).toBe(70)
})

it('is near the top within 100 lines, but not while it follows', () => {
  expect(viewportOf(lines(0, 90)).window(undefined).isNearTop).toBe(false)
  const viewport = viewportOf(lines(0, 500))
  viewport.scrollTo(101, 0)
  expect(viewport.window(undefined)).toMatchObject({ isNearTop: true, isAtTop: false })
  viewport.scrollTo(102, 0)
  expect(viewport.window(undefined).isNearTop).toBe(false)
})

it.each([
  [0, false],
  [8, true],
  [9, false],
])('with %i of ten rows filled, a banner fits below: %s', (count, hasRoom) => {
  expect(viewportOf(lines(0, count)).window(undefined).hasRoom).toBe(hasRoom)
})

it('has an empty window without lines', () => {
  const viewport = viewportOf(lines(7, 7))
  expect(viewport.window(undefined)).toMatchObject({ start: 7, end: 7, lines: 0 })
  expect(viewport.topIndex).toBe(0)
})
