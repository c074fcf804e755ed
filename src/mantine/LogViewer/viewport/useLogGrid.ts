import { useLayoutEffect, useRef, useState } from 'react'
import type { EventLog, LogGap } from '../../../index.ts'
import type { LineList, LineSource } from '../state/line-list.ts'
import type { GridElements } from './grid-scroller.ts'
import { LogGrid } from './log-grid.ts'
import type { RowRules } from './row-layout.ts'
import type { GridMetrics } from './useMonospace.ts'

/** Rows of a gap marker. */
export const gapRows = 2

export interface LineGridSource {
  log: EventLog
  source: LineSource
  /** Columns of the text; Infinity when lines do not wrap. */
  columns: number
  metrics: GridMetrics | null
}

export interface MeasuredGrid {
  grid: LogGrid
  /** Sets the measured rows of a line. */
  measure: (index: number, rows: number, columns: number) => void
  /** True for a line whose rows were set. */
  isMeasured: (index: number) => boolean
  /** Deletes a measurement: the grid can compute the rows again. */
  forget: (index: number) => void
}

/** Rows of lines that were measured in the DOM at a number of columns, by absolute index. */
class MeasuredRows extends Map<number, number> {
  #columns = Number.NaN

  /** Deletes all measurements when the number of columns changes, whether the grid was laid out for it already or not. */
  clearFor(columns: number): void {
    if (columns !== this.#columns) this.clear()
    this.#columns = columns
  }
}

/** Number of measured lines above which the measurements of dropped lines are deleted. */
const manyMeasured = 2000

/** Updates a {@link LogGrid} with the log, the filters and the viewport. New lines update it without a render. */
export function useLogGrid(
  elements: { [Part in keyof GridElements]: GridElements[Part] | null },
  { log, source, columns, metrics }: LineGridSource,
): MeasuredGrid {
  const [measured] = useState(() => new MeasuredRows())
  const [grid] = useState(() => {
    const list = source.list()
    const { gaps } = log.getSnapshot()
    return new LogGrid(list, gaps, rulesOf({ log, list, gaps, columns }, measured))
  })
  const laidOut = useRef<unknown[]>([])

  const { scroller, spacer, layer } = elements
  useLayoutEffect(() => {
    if (scroller && spacer && layer) grid.attach({ scroller, spacer, layer })
    return () => {
      grid.attach(null)
    }
  }, [grid, scroller, spacer, layer])

  useLayoutEffect(() => {
    if (metrics) grid.resize(metrics.height, metrics.rowHeight, metrics.top)
  }, [grid, metrics])

  useLayoutEffect(() => {
    const layOut = (): void => {
      const list = source.list()
      const { gaps, revision } = log.getSnapshot()
      const key = [log, source, gaps, revision, columns]
      const last = laidOut.current
      if (key.every((value, place) => value === last[place])) {
        grid.update(list)
        return
      }
      if (last[0] !== log || last[3] !== revision) measured.clear()
      measured.clearFor(columns)
      const rules = rulesOf({ log, list, gaps, columns }, measured)
      if (last[1] === source) grid.relayout(list, gaps, rules)
      else grid.restart(list, gaps, rules)
      laidOut.current = key
    }
    layOut()
    return source.subscribe(layOut)
  }, [grid, measured, log, source, columns])

  const [measure] = useState(() => (index: number, rows: number, atColumns: number): void => {
    measured.clearFor(atColumns)
    if (rows < 1 || measured.get(index) === rows) return
    measured.set(index, rows)
    if (measured.size % manyMeasured === 0) forgetBelow(measured, grid.list)
    grid.remeasure(index)
  })
  const [forget] = useState(() => (index: number): void => {
    measured.delete(index)
    grid.remeasure(index)
  })
  const [isMeasured] = useState(
    () =>
      (index: number): boolean =>
        measured.has(index),
  )
  return { grid, measure, isMeasured, forget }
}

function rulesOf(
  { log, list, gaps, columns }: { log: EventLog; list: LineList; gaps: readonly LogGap[]; columns: number },
  measured: MeasuredRows,
): RowRules {
  const places = gaps.map((gap) => list.positionOf(gap.index)).filter((position) => position < list.end)
  return {
    columns,
    measured,
    extra: new Map(places.map((position) => [list.indexAt(position), gapRows])),
    guessRows: (index) => log.guessRows(index, columns),
  }
}

/** Deletes the measurements of dropped lines. */
function forgetBelow(measured: MeasuredRows, list: LineList): void {
  const oldest = list.end > list.first ? list.indexAt(list.first) : Infinity
  for (const index of measured.keys()) if (index < oldest) measured.delete(index)
}
