import { describe, expect, it } from 'vitest'
import {
  noSelection,
  selectAllRows,
  selectedRange,
  selectRow,
} from '../../../src/inspector/transcript/row-selection.ts'

const rows = (...keys: number[]) => keys.map((key) => ({ key }))
const list = rows(1, 2, 3, 4, 5)

describe('the selected rows', () => {
  it('are one row, or all from an anchor to it, in either direction', () => {
    const third = selectRow(list, noSelection, 2, false)
    expect(selectedRange(list, third)).toEqual({ active: 2, range: [2, 2] })
    expect(selectedRange(list, selectRow(list, third, 4, true))).toEqual({ active: 4, range: [2, 4] })
    expect(selectedRange(list, selectRow(list, third, 0, true))).toEqual({ active: 0, range: [0, 2] })
    expect(selectedRange(list, selectAllRows(list))).toEqual({ active: 4, range: [0, 4] })
    expect(selectedRange(list, noSelection)).toEqual({ active: -1, range: null })
  })

  it('stay selected while older rows go, and end with their row', () => {
    const chosen = selectRow(list, selectRow(list, noSelection, 1, false), 3, true)
    expect(selectedRange(rows(2, 3, 4, 5, 6), chosen)).toEqual({ active: 2, range: [0, 2] })
    expect(selectedRange(rows(3, 4, 5), chosen)).toEqual({ active: 1, range: [1, 1] })
    expect(selectedRange(rows(5, 6), chosen)).toEqual({ active: -1, range: null })
  })

  it('are the nearest row beyond an end of the list', () => {
    expect(selectedRange(list, selectRow(list, noSelection, 99, false)).active).toBe(4)
    expect(selectedRange(list, selectRow(list, noSelection, -3, true)).active).toBe(0)
  })
})
