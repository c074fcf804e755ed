import { useLayoutEffect, useState } from 'react'

/** Sizes of the viewport and its font, px. */
export interface GridMetrics {
  charWidth: number
  rowHeight: number
  width: number
  height: number
}

/** Characters in the measured element; many, for fractions of a pixel. */
export const probeLength = 100

/** Measures the viewport, and a character cell of the font by an element of text; again when either is resized. */
export function useMonospace(viewport: HTMLElement | null, cell: HTMLElement | null): GridMetrics | null {
  const [metrics, setMetrics] = useState<GridMetrics | null>(null)
  useLayoutEffect(() => {
    if (!viewport || !cell) return undefined
    const measure = (): void => {
      const box = cell.getBoundingClientRect()
      // Hidden, or a DOM without layout.
      if (box.height === 0) return
      const next = {
        charWidth: box.width / probeLength,
        rowHeight: box.height,
        width: viewport.clientWidth,
        height: viewport.clientHeight,
      }
      setMetrics((last) =>
        last && (Object.keys(next) as (keyof GridMetrics)[]).every((key) => last[key] === next[key])
          ? last
          : next,
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(viewport)
    observer.observe(cell)
    return () => {
      observer.disconnect()
    }
  }, [viewport, cell])
  return metrics
}
