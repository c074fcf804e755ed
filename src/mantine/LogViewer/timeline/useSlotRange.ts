import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { HistogramData } from './time-slots.ts'

/** A range of slots, both ends included. */
export interface SlotRange {
  from: number
  to: number
}

export interface SlotRangeActions {
  /** Called with epoch ms, the end excluded. */
  onZoom: (since: number, until: number) => void
  onReset: () => void
}

/** Stored as epoch ms, because slots change when lines are added or dropped. */
interface Chosen {
  anchor: number
  head: number
  isDragging: boolean
}

const noHistogram = { start: 0, width: 1, slots: 1 }

/** Selects slots of a histogram: a click selects one; a drag, or Shift with arrow keys, selects several. */
export function useSlotRange(histogram: HistogramData | null, { onZoom, onReset }: SlotRangeActions) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { start, width, slots } = histogram ?? noHistogram
  const last = slots - 1
  const within = (slot: number): number => Math.min(last, Math.max(0, slot))
  const slotOf = (time: number): number => within(Math.floor((time - start) / width))
  const timeOf = (slot: number): number => start + within(slot) * width
  const range: SlotRange | null = chosen && {
    from: slotOf(Math.min(chosen.anchor, chosen.head)),
    to: slotOf(Math.max(chosen.anchor, chosen.head)),
  }
  const zoom = (): void => {
    setChosen(null)
    if (histogram && range) onZoom(timeOf(range.from), timeOf(range.to) + width)
  }
  const timeAt = ({ clientX, currentTarget }: PointerEvent): number => {
    const box = currentTarget.getBoundingClientRect()
    return timeOf(Math.floor(((clientX - box.left) / box.width) * slots))
  }
  const move = (slot: number, extend: boolean): void => {
    const head = timeOf(slot)
    setChosen({ anchor: extend && chosen ? chosen.anchor : head, head, isDragging: false })
  }
  const press = (key: string, isShifted: boolean): boolean => {
    const head = chosen && slotOf(chosen.head)
    if (key === 'ArrowLeft') move((head ?? slots) - 1, isShifted)
    else if (key === 'ArrowRight') move((head ?? -1) + 1, isShifted)
    else if (key === 'Home') move(0, isShifted)
    else if (key === 'End') move(last, isShifted)
    else if (key === 'Enter' || key === ' ') zoom()
    else if (key !== 'Escape') return false
    else if (chosen) setChosen(null)
    else onReset()
    return true
  }
  return {
    range,
    /** The slot from which arrow keys move. */
    cursor: chosen ? slotOf(chosen.head) : 0,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        if (press(event.key, event.shiftKey)) event.preventDefault()
      },
      onBlur: () => {
        setChosen(null)
      },
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const time = timeAt(event)
        setChosen({ anchor: time, head: time, isDragging: true })
      },
      onPointerMove: (event: PointerEvent) => {
        const head = timeAt(event)
        setChosen((now) => (now?.isDragging ? { ...now, head } : { anchor: head, head, isDragging: false }))
      },
      onPointerUp: () => {
        if (chosen?.isDragging) zoom()
      },
      onPointerLeave: () => {
        setChosen((now) => (now?.isDragging ? now : null))
      },
      onPointerCancel: () => {
        setChosen(null)
      },
    },
  }
}
