import { type RefObject, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'

export interface RowFocus {
  scroller: RefObject<HTMLDivElement | null>
  virtualizer: RefObject<VirtualizerHandle | null>
  /** Lines that stay mounted wherever the list is scrolled: a row that is unmounted loses the focus. */
  held: number[]
  /** For the list: notes which row has the focus. */
  onFocus: (event: React.FocusEvent<HTMLElement>) => void
  /** For a row that was mounted: takes the focus if it was meant for it. */
  onMount: (id: string, row: HTMLElement) => void
  focus: (id: string) => void
  /** Moves the focus off a row that is about to go: to the next, the one before, or what stands in for them. */
  leave: (id: string) => void
}

/**
 * The focus within a list of which only the rows on the screen may be mounted. A row carries `data-row`, its id.
 *
 * @param lines - the ids in order; null for a line that is no row
 * @param focusElsewhere - takes the focus when no row is left
 */
export function useRowFocus(lines: readonly (string | null)[], focusElsewhere: () => void): RowFocus {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const awaited = useRef<string>(null)
  const [focused, setFocused] = useState<string>()

  const rowOf = (id: string) => scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)

  /** A virtual row is hidden until it was measured, and nothing hidden takes the focus. */
  function take(id: string, row: HTMLElement) {
    if (awaited.current !== id || !row.isConnected) return
    row.focus({ preventScroll: true })
    if (document.activeElement === row) awaited.current = null
    else requestAnimationFrame(() => take(id, row))
  }
  function focus(id: string) {
    const row = rowOf(id)
    awaited.current = id
    if (row) take(id, row)
    if (virtualizer.current) virtualizer.current.scrollToIndex(lines.indexOf(id), { align: 'nearest' })
    else row?.scrollIntoView({ block: 'nearest' })
  }

  const line = focused === undefined ? -1 : lines.indexOf(focused)
  return {
    scroller,
    virtualizer,
    held: line < 0 ? [] : [line],
    onFocus: (event) => setFocused(event.target.closest<HTMLElement>('[data-row]')?.dataset.row),
    onMount: take,
    focus,
    leave(id) {
      if (!rowOf(id)?.contains(document.activeElement)) return
      const ids = lines.filter((one) => one !== null)
      const at = ids.indexOf(id)
      const next = ids[at + 1] ?? ids[at - 1]
      if (next === undefined) focusElsewhere()
      else focus(next)
    },
  }
}
