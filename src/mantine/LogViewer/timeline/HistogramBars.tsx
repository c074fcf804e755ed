import { type CSSProperties, memo, type ReactNode, useId } from 'react'
import { levels } from '../../../index.ts'
import { histogramPaths, pathHeight } from './histogram-paths.ts'
import { classes } from '../log-viewer-classes.ts'
import type { HistogramData } from './time-slots.ts'

/** Distance between two stripes: 4 of the chart's 30 px, in units of its height. */
const stripe = (4 / 30) * pathHeight

/** The bars of a histogram. Decorative: the slider around them has the text. */
export const HistogramBars = memo(function HistogramBars({
  histogram,
}: {
  histogram: HistogramData
}): ReactNode {
  const paths = histogramPaths(histogram)
  const stripes = useId()
  const { slots } = histogram
  return (
    <svg
      className={classes.bars}
      style={{ '--chart-stripes': `url("#${stripes}")` } as CSSProperties}
      viewBox={`0 0 ${slots} ${pathHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {/* Marks warnings in forced colors, where errors are solid and other lines hollow. */}
      <pattern id={stripes} patternUnits="userSpaceOnUse" width={slots} height={stripe}>
        <rect className={classes.barStripe} y={stripe / 2} width={slots} height={stripe / 2} />
      </pattern>
      {levels.map((level, rank) => (
        <path key={level} data-level={level} d={paths[rank]} />
      ))}
    </svg>
  )
})
