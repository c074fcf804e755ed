import { useEffect, useMemo, useRef, useState } from 'react'
import { filterOf, searchOf } from './log-viewer-query.ts'
import { hitsOf, type LineList, wholeLog } from './line-list.ts'
import { type TimePicture, TimeSlots } from './time-slots.ts'
import { useLogQuery } from './useLogQuery.ts'
import type { LogView } from './useLogView.ts'

/** The picture of the whole changes slowly: ms between two of them. */
const pictureInterval = 500
/** Time for one part of a picture, ms. */
const sliceBudget = 4
/** px of a slot, its gap included. */
const slotPixels = 5

/** Lines per time slot and level of what is shown, counted now and then; null while there is nothing to count. */
export function useTimePicture(view: LogView, width: number): TimePicture | null {
  const { list, listKey } = useSingleLines(view)
  const { since, until } = view.query
  const { revision } = view.snapshot
  const [picture, setPicture] = useState<TimePicture | null>(null)
  // Counts of other lines, or of lines that moved, say nothing.
  // oxlint-disable-next-line react/exhaustive-deps
  const slots = useMemo(() => new TimeSlots(), [listKey, revision])
  const mostSlots = Math.max(24, Math.floor(width / slotPixels))
  const drawn = useRef<{ at: number; key: unknown[] }>({ at: 0, key: [] })
  useEffect(() => {
    if (width === 0) return undefined
    let timer: ReturnType<typeof setTimeout>
    const key = [slots, since, until, mostSlots]
    const isOther = key.some((value, place) => value !== drawn.current.key[place])
    const count = (): void => {
      const started = performance.now()
      const next = slots.picture(list, { mostSlots, since, until, deadline: started + sliceBudget })
      drawn.current = { at: started, key }
      setPicture(next)
      if (next && !next.isWhole) timer = setTimeout(count)
    }
    timer = setTimeout(
      count,
      isOther ? 0 : Math.max(0, drawn.current.at + pictureInterval - performance.now()),
    )
    return () => {
      clearTimeout(timer)
    }
  }, [slots, list, since, until, mostSlots, width])
  return picture
}

/** The lines that are shown, also those that stand for each other: each has a time of its own. */
function useSingleLines(view: LogView): { list: LineList; listKey: object } {
  const { log, list, listKey, query, settings, snapshot } = view
  const { first, size } = snapshot
  const { collapse } = settings
  const wanted = query.onlyMatches && query.text ? searchOf(query) : filterOf(query)
  const { result, snapshot: hits } = useLogQuery(log, collapse ? wanted : null)
  const single = useMemo(
    () => (result && hits ? hitsOf(log, result) : wholeLog(log, first, size)),
    [log, result, hits, first, size],
  )
  return collapse ? { list: single, listKey: result ?? log } : { list, listKey }
}
