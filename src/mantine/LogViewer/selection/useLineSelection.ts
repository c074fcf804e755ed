import { useState } from 'react'

/** Selected lines, by absolute index, including both ends. */
export interface LineRange {
  from: number
  to: number
}

export interface LineSelection {
  range: LineRange | null
  /** The end that moves when the selection is extended; null without a selection. */
  head: number | null
  /** Toggles the selection of a line; with `extend`, extends the selection to it. */
  select: (index: number, extend: boolean) => void
  /** Selects a line, without toggling. */
  selectOnly: (index: number) => void
  clear: () => void
  /** For the element around the rows. A click beside a line's text selects the line, with Shift up to that line. */
  onClick: (event: MouseEvent) => void
}

export function useLineSelection(): LineSelection {
  const [chosen, setChosen] = useState<{ anchor: number; head: number } | null>(null)
  const select = (index: number, extend: boolean): void => {
    setChosen((last) => {
      if (extend && last) return { ...last, head: index }
      return last?.anchor === index && last.head === index ? null : { anchor: index, head: index }
    })
  }
  return {
    range: chosen && { from: Math.min(chosen.anchor, chosen.head), to: Math.max(chosen.anchor, chosen.head) },
    head: chosen?.head ?? null,
    select,
    selectOnly: (index) => {
      setChosen({ anchor: index, head: index })
    },
    clear: () => {
      setChosen(null)
    },
    onClick: (event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-gutter]') : null
      const index = target?.closest<HTMLElement>('[data-index]')?.dataset['index']
      if (index === undefined) return
      if (event.shiftKey) document.getSelection()?.removeAllRanges()
      select(Number(index), event.shiftKey)
    },
  }
}
