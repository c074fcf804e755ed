import { expect, it, vi } from 'vitest'
import {
  type LogKeyActions,
  handleLogKey,
  shortcuts,
} from '../../../../src/mantine/LogViewer/keyboard/log-keys.ts'
import type { LogGrid } from '../../../../src/mantine/LogViewer/viewport/log-grid.ts'

const grid = { rowHeight: 20, page: 12, scrollBy: vi.fn(), follow: vi.fn() } as unknown as LogGrid
const actions = new Proxy({}, { get: () => () => true }) as LogKeyActions
const press = { isShifted: false, grid, actions }

const keysOf = Object.entries(shortcuts).map(([name, { on }]) => ({ name, keys: Object.keys(on) }))

it('each key has at most one shortcut', () => {
  const keys = keysOf.flatMap((shortcut) => shortcut.keys)
  expect(keys).toEqual([...new Set(keys)])
})

it.each(keysOf)('the keys of $name are pressed', ({ keys }) => {
  expect(keys).not.toEqual([])
  expect(keys.map((key) => handleLogKey(key, press))).toEqual(keys.map(() => true))
})

it.each(['q', 'Tab', 'toString'])('%s is left to the browser', (key) => {
  expect(handleLogKey(key, press)).toBe(false)
})
