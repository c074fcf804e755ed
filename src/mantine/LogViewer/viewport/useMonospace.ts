import { useLayoutEffect, useState } from 'react'

/** What the viewport measures, px. */
export interface GridMetrics {
  charWidth: number
  rowHeight: number
  width: number
  height: number
}

/** Characters in the probe; many, so that fractions of a pixel count. */
export const probeLength = 100

/** Measures the font's cell by a probe element, and the viewport, again whenever either changes. */
export function useMonospace(viewport: HTMLElement | null, cell: HTMLElement | null): GridMetrics | null {
  const [metrics, setMetrics] = useState<GridMetrics | null>(null)
  useLayoutEffect(() => {
    if (!viewport || !cell) return undefined
    const measure = (): void => {
      const box = cell.getBoundingClientRect()
      // Not laid out: hidden, or in a DOM without layout.
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
