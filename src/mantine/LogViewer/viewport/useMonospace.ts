import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { createSignal } from '../../../primitives/index.ts'

/** Sizes of the viewport and its font, px. */
export interface GridMetrics {
  charWidth: number
  rowHeight: number
  width: number
  height: number
  /** Distance of the viewport from the top of the element around it and the banners. */
  top: number
}

/** Number of characters in the measured element. A long text gives the width of one character in fractions of a px. */
export const probeLength = 100

/** A store, because React renders its changes before the frame is painted. With state, lines would shift for one frame. */
class MetricsStore {
  #metrics: GridMetrics | null = null
  readonly #changed = createSignal()

  readonly subscribe = this.#changed.on

  getSnapshot = (): GridMetrics | null => this.#metrics

  set(next: GridMetrics): void {
    const last = this.#metrics
    if (last && (Object.keys(next) as (keyof GridMetrics)[]).every((key) => last[key] === next[key])) return
    this.#metrics = next
    this.#changed.emit()
  }
}

/** Measures the viewport and a character cell of the font. Measures again when the viewport or the cell is resized. */
export function useMonospace(viewport: HTMLElement | null, cell: HTMLElement | null): GridMetrics | null {
  const [store] = useState(() => new MetricsStore())
  const metrics = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  useLayoutEffect(() => {
    if (!viewport || !cell) return undefined
    const measure = (): void => {
      const box = cell.getBoundingClientRect()
      // Hidden, or a DOM without layout.
      if (box.height === 0) return
      store.set({
        charWidth: box.width / probeLength,
        rowHeight: box.height,
        width: viewport.clientWidth,
        height: viewport.clientHeight,
        top: viewport.parentElement?.offsetTop ?? 0,
      })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(viewport)
    observer.observe(cell)
    return () => {
      observer.disconnect()
    }
  }, [viewport, cell, store])
  return metrics
}
