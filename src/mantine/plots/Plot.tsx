import { VisuallyHidden } from '@mantine/core'
import { memo, useRef, useState } from 'react'
import { plotHeight, yOf } from './scale.ts'

/** The parts of a plot in the Styles API. */
export type PlotPart = 'plot' | 'canvas' | 'grid' | 'tick' | 'caption'

export type GetPlotStyles = (
  part: PlotPart,
  options?: { style?: React.CSSProperties },
) => { className: string; style?: React.CSSProperties }

/** A point that the pointer and the arrow keys can select. */
export interface PlotPoint {
  /** Unique in the plot, and the same in every render. */
  key: React.Key
  /** Horizontal position as a share of the width, 0 to 1. */
  share: number
  /** The text of the point. */
  text: string
  /** The same text as cells of the table. */
  cells: readonly string[]
}

export interface PlotProps {
  label: string
  /** Headings of the table. */
  columns: readonly string[]
  points: readonly PlotPoint[]
  /** Width of the view box. */
  width: number
  /** Top of the axis, and its ticks. */
  top: number
  ticks: readonly number[]
  tickText: (tick: number) => string
  /** Texts below the plot: at the start, in the middle while no point is selected, and at the end. */
  caption: readonly [start: string, middle: string, end: string]
  getStyles: GetPlotStyles
  /** Renders the contents of an `svg` that is stretched to the available width. @param active - index of the selected point */
  children: (active: number | null) => React.ReactNode
}

/**
 * An SVG with a scale. The pointer or the arrow keys select points, and a hidden table contains the same data. In
 * right-to-left pages, time runs to the left.
 */
export function Plot(props: PlotProps) {
  const { label, columns, points, width, top, ticks, tickText, caption, getStyles, children } = props
  const [chosen, choose] = useState<number | null>(null)
  const last = points.length - 1
  const active = chosen === null || last < 0 ? null : Math.min(chosen, last)
  const [start, middle, end] = caption
  const canvas = useRef<SVGSVGElement>(null)
  // The numbers of the axis have a column beside the drawing that is as wide as the longest number.
  const longest = Math.max(...ticks.map((tick) => tickText(tick).length))
  const axis = { style: { paddingInlineEnd: `${longest / 2 + 0.5}em` } }

  function onPointer({ currentTarget, clientX }: React.PointerEvent) {
    if (!canvas.current) return
    const { left, width: drawn } = canvas.current.getBoundingClientRect()
    const share = (clientX - left) / Math.max(1, drawn)
    choose(nearest(points, isRightToLeft(currentTarget) ? 1 - share : share))
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const target = targetOf(event, active ?? last, last)
    if (target === null) return
    event.preventDefault()
    choose(Math.max(0, Math.min(last, target)))
  }

  return (
    <>
      <div
        {...getStyles('plot', axis)}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(active ?? last) + 1}
        aria-valuetext={points[active ?? last]?.text}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={({ currentTarget }) => {
          if (currentTarget !== currentTarget.ownerDocument.activeElement) choose(null)
        }}
        onFocus={() => choose((before) => before ?? last)}
        onBlur={() => choose(null)}
        onKeyDown={onKeyDown}
      >
        <svg
          {...getStyles('canvas')}
          ref={canvas}
          viewBox={`0 0 ${width} ${plotHeight}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          {ticks.map((tick) => (
            <path
              key={tick}
              {...getStyles('grid')}
              d={`M0 ${yOf(tick, top)}H${width}`}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {children(active)}
        </svg>
        {ticks.map((tick) => (
          <span
            key={tick}
            {...getStyles('tick', { style: { top: `${yOf(tick, top)}%` } })}
            aria-hidden="true"
          >
            {tickText(tick)}
          </span>
        ))}
      </div>
      <div {...getStyles('caption', axis)}>
        <span>{start}</span>
        <strong>{active === null ? middle : points[active]?.text}</strong>
        <span>{end}</span>
      </div>
      <PlotTable label={label} columns={columns} points={points} />
    </>
  )
}

/** Memoized, so that it is not rendered while the pointer moves. */
const PlotTable = memo(function PlotTable({
  label,
  columns,
  points,
}: Pick<PlotProps, 'label' | 'columns' | 'points'>) {
  return (
    <VisuallyHidden component="div">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ key, cells: [head, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  )
})

/** The direction from the style sheet. */
function isRightToLeft(element: Element): boolean {
  return element.closest('[dir="rtl"]') !== null
}

/** The index that a key selects; null for other keys. */
function targetOf({ key, currentTarget }: React.KeyboardEvent, from: number, last: number): number | null {
  const forward = isRightToLeft(currentTarget) ? 'ArrowLeft' : 'ArrowRight'
  if (key === forward || key === 'ArrowUp') return from + 1
  if (key === 'ArrowRight' || key === 'ArrowLeft' || key === 'ArrowDown') return from - 1
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

function nearest(points: readonly PlotPoint[], share: number): number {
  let found = 0
  for (const [index, point] of points.entries()) {
    if (Math.abs(point.share - share) <= Math.abs((points[found]?.share ?? 0) - share)) found = index
  }
  return found
}
