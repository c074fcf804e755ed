import { type RefObject, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'

export interface RowFocus {
  scroller: RefObject<HTMLDivElement | null>
  virtualizer: RefObject<VirtualizerHandle | null>
  /** Indices of lines that stay mounted at any scroll position: an unmounted row loses the focus. */
  keepMounted: number[]
  /** For the list: stores which row has the focus. */
  onFocus: (event: React.FocusEvent<HTMLElement>) => void
  /** For a row when it mounts: focuses it if `focus` was called with its id. */
  onMount: (id: string, row: HTMLElement) => void
  focus: (id: string) => void
  /** Focuses the row again that had the focus when other elements replaced the rows. */
  restoreFocus: () => void
  /** Moves the focus from a row that is about to be removed: to the next, the previous, or with `focusElsewhere`. */
  moveFocusFrom: (id: string) => void
}

/**
 * Manages the focus within a list of which only the visible rows may be mounted. A row has its id in `data-row`.
 *
 * @param lines - the ids in order; null for a line that is not a row
 * @param focusElsewhere - moves the focus when no row is left
 */
export function useRowFocus(lines: readonly (string | null)[], focusElsewhere: () => void): RowFocus {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const pendingId = useRef<string>(null)
  const [focused, setFocused] = useState<string>()

  const rowOf = (id: string) => scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)

  /** Retries: virtua hides a row until it is measured, and hidden elements cannot have the focus. */
  function tryFocus(id: string, row: HTMLElement) {
    if (pendingId.current !== id || !row.isConnected) return
    row.focus({ preventScroll: true })
    if (document.activeElement === row) pendingId.current = null
    else requestAnimationFrame(() => tryFocus(id, row))
  }
  function focus(id: string) {
    const row = rowOf(id)
    pendingId.current = id
    if (row) tryFocus(id, row)
    if (virtualizer.current) virtualizer.current.scrollToIndex(lines.indexOf(id), { align: 'nearest' })
    else row?.scrollIntoView({ block: 'nearest' })
  }

  const line = focused === undefined ? -1 : lines.indexOf(focused)
  return {
    scroller,
    virtualizer,
    keepMounted: line < 0 ? [] : [line],
    onFocus: (event) => setFocused(event.target.closest<HTMLElement>('[data-row]')?.dataset.row),
    onMount: tryFocus,
    focus,
    restoreFocus() {
      if (focused !== undefined && document.activeElement === document.body) focus(focused)
    },
    moveFocusFrom(id) {
      if (!rowOf(id)?.contains(document.activeElement)) return
      const ids = lines.filter((one) => one !== null)
      const at = ids.indexOf(id)
      const next = ids[at + 1] ?? ids[at - 1]
      if (next === undefined) focusElsewhere()
      else focus(next)
    },
  }
}
