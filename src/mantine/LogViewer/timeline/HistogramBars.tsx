import { type CSSProperties, memo, type ReactNode, useId } from 'react'
import { levels } from '../../../index.ts'
import { histogramPaths, pathHeight } from './histogram-paths.ts'
import { classes } from '../log-viewer-classes.ts'
import type { TimePicture } from './time-slots.ts'

/** Units from stripe to stripe: 4 px of the drawing's 30. */
const stripe = (4 / 30) * pathHeight

/** The bars of a picture; words for them are given by what is around. */
export const HistogramBars = memo(function HistogramBars({ picture }: { picture: TimePicture }): ReactNode {
  const paths = histogramPaths(picture)
  const stripes = useId()
  const { slots } = picture
  return (
    <svg
      className={classes.bars}
      style={{ '--chart-stripes': `url("#${stripes}")` } as CSSProperties}
      viewBox={`0 0 ${slots} ${pathHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {/* Of warnings where colours are forced: errors are solid then, and other lines hollow. */}
      <pattern id={stripes} patternUnits="userSpaceOnUse" width={slots} height={stripe}>
        <rect className={classes.barStripe} y={stripe / 2} width={slots} height={stripe / 2} />
      </pattern>
      {levels.map((level, rank) => (
        <path key={level} data-level={level} d={paths[rank]} />
      ))}
    </svg>
  )
})
