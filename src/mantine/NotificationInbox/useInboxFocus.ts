import { type RefObject, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { type InboxLine, itemIds } from './inbox-groups.ts'

export interface InboxFocus {
  /** Always there, unlike the list. */
  header: RefObject<HTMLDivElement | null>
  scroller: RefObject<HTMLDivElement | null>
  virtualizer: RefObject<VirtualizerHandle | null>
  /** Lines that stay mounted wherever the list is scrolled: a row that is unmounted loses the focus. */
  held: number[]
  /** For the list: notes which row has the focus. */
  onFocus: (event: React.FocusEvent<HTMLElement>) => void
  /** For a row that was mounted: takes the focus if it was meant for it. */
  onMount: (id: string, row: HTMLElement) => void
  focus: (id: string) => void
  /** Moves the focus off a row that is about to go: to the next, the one before, or the panel. */
  leave: (id: string) => void
  focusPanel: () => void
}

/** The focus within a list of which only the rows on the screen may be mounted. */
export function useInboxFocus(lines: readonly InboxLine[]): InboxFocus {
  const header = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const awaited = useRef<string>(null)
  const [focused, setFocused] = useState<string>()

  const lineOf = (id: string) => lines.findIndex((line) => 'item' in line && line.item.id === id)
  const rowOf = (id: string) =>
    scroller.current?.querySelector<HTMLElement>(`[data-inbox-item="${CSS.escape(id)}"]`)

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
    if (virtualizer.current) virtualizer.current.scrollToIndex(lineOf(id), { align: 'nearest' })
    else row?.scrollIntoView({ block: 'nearest' })
  }
  const focusPanel = () => header.current?.closest<HTMLElement>('[role="dialog"]')?.focus()

  const line = focused === undefined ? -1 : lineOf(focused)
  return {
    header,
    scroller,
    virtualizer,
    held: line < 0 ? [] : [line],
    onFocus: (event) => setFocused(event.target.closest<HTMLElement>('[data-inbox-item]')?.dataset.inboxItem),
    onMount: take,
    focus,
    leave(id) {
      if (!rowOf(id)?.contains(document.activeElement)) return
      const ids = itemIds(lines)
      const at = ids.indexOf(id)
      const next = ids[at + 1] ?? ids[at - 1]
      if (next === undefined) focusPanel()
      else focus(next)
    },
    focusPanel,
  }
}
