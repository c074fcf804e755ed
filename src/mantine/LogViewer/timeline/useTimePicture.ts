import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { hitsOf, type LineSource, wholeLog } from '../state/line-list.ts'
import { filterOf, searchOf } from '../state/log-viewer-query.ts'
import { type TimePicture, TimeSlots } from './time-slots.ts'
import { useLogQuery } from '../state/useLogQuery.ts'
import type { LogView } from '../state/useLogView.ts'

/** The picture of the whole changes slowly: ms between two of them. */
const pictureInterval = 500
/** Time for one part of a picture, ms. */
const sliceBudget = 4
/** More would be a thicket. */
const mostBars = 300
/** px of a slot, its gap included. */
const slotPixels = 5

/** Lines per time slot and level of what is shown, counted now and then; null while there is nothing to count. */
export function useTimePicture(view: LogView, width: number): TimePicture | null {
  const source = useSingleLines(view)
  const { since, until } = view.query
  const { revision } = view.snapshot
  const [picture, setPicture] = useState<TimePicture | null>(null)
  const isDrawn = useRef(false)
  // oxlint-disable-next-line react/exhaustive-deps -- counts of other lines, or of lines that moved, say nothing
  const slots = useMemo(() => new TimeSlots(), [source, revision])
  const mostSlots = Math.min(mostBars, Math.floor(width / slotPixels))
  useLayoutEffect(() => {
    if (mostSlots < 1) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let countedAt = -pictureInterval
    const count = (): void => {
      countedAt = performance.now()
      const deadline = countedAt + sliceBudget
      const next = slots.picture(source.list(), { mostSlots, since, until, deadline })
      setPicture(next)
      // What comes after nothing is seen at once.
      if (!next?.most) countedAt = -pictureInterval
      timer = next && !next.isWhole ? setTimeout(count) : undefined
    }
    const onChange = (): void => {
      timer ??= setTimeout(count, Math.max(0, countedAt + pictureInterval - performance.now()))
    }
    // The first one stands there with the lines, not a moment after them.
    if (isDrawn.current) onChange()
    else count()
    isDrawn.current = true
    const stop = source.subscribe(onChange)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [slots, source, since, until, mostSlots])
  return picture
}

/** The lines that are shown, also those that stand for each other: each has a time of its own. */
function useSingleLines({ log, source, shown, query, settings: { collapse } }: LogView): LineSource {
  const wanted = shown === 'matches' ? searchOf(query) : filterOf(query)
  const { result } = useLogQuery(log, collapse ? wanted : null)
  const single = useMemo(() => (result ? hitsOf(log, result) : wholeLog(log)), [log, result])
  return collapse ? single : source
}
