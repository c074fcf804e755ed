import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { hitsOf, type LineSource, wholeLog } from '../state/line-list.ts'
import { filterOf, searchOf } from '../state/log-viewer-query.ts'
import { type HistogramData, TimeSlots } from './time-slots.ts'
import { useLogQuery } from '../state/useLogQuery.ts'
import type { LogView } from '../state/useLogView.ts'

/** ms between two counts. A little less than a second, so that a line each second is counted in its own frame. */
const countInterval = 900
/** ms that a count waits for the frame of the next lines. Counted there, both share one layout. */
const patience = 500
/** Maximum duration of one task, ms. The next one counts the rest. */
const sliceBudget = 4
/** Maximum number of slots, for any width. */
const mostBars = 300
/** Width of a slot including its gap, px. */
const slotPixels = 5

/** Counts the shown lines by time slot and level at intervals; null without lines. */
export function useHistogram(view: LogView, width: number): HistogramData | null {
  const source = useSingleLines(view)
  const { since, until } = view.query
  const { revision } = view.snapshot
  const [histogram, setHistogram] = useState<HistogramData | null>(null)
  const isDrawn = useRef(false)
  // oxlint-disable-next-line react/exhaustive-deps -- cached counts are not valid for other lines
  const slots = useMemo(() => new TimeSlots(), [source, revision])
  const mostSlots = Math.min(mostBars, Math.floor(width / slotPixels))
  useLayoutEffect(() => {
    if (mostSlots < 1) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let countedAt = -countInterval
    let isPartial = false
    const count = (): void => {
      clearTimeout(timer)
      countedAt = performance.now()
      const deadline = countedAt + sliceBudget
      const next = slots.histogram(source.list(), { mostSlots, since, until, deadline })
      setHistogram(next)
      // Counts the first lines without delay.
      if (!next?.most) countedAt = -countInterval
      isPartial = next !== null && !next.isWhole
      timer = isPartial ? setTimeout(count) : undefined
    }
    const onChange = (): void => {
      if (isPartial) return
      const wait = countedAt + countInterval - performance.now()
      if (wait <= 0) count()
      else timer ??= setTimeout(count, wait + patience)
    }
    // The first histogram is rendered in the same frame as the lines.
    if (isDrawn.current) onChange()
    else count()
    isDrawn.current = true
    const stop = source.subscribe(onChange)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [slots, source, since, until, mostSlots])
  return histogram
}

/** The shown lines, without collapsing: each line has its own time. */
function useSingleLines(view: LogView): LineSource {
  const { log, gate, source, shown, query, settings } = view
  const { collapse } = settings
  const wanted = shown === 'matches' ? searchOf(query) : filterOf(query)
  const { result } = useLogQuery(view, collapse ? wanted : null)
  const single = useMemo(
    () => (result ? hitsOf(log, result, gate) : wholeLog(log, gate)),
    [log, result, gate],
  )
  return collapse ? single : source
}
