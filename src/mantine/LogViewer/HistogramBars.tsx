import { memo, type ReactNode } from 'react'
import { levels } from '../../index.ts'
import { histogramPaths, pathHeight } from './histogram-paths.ts'
import { classes } from './log-viewer-classes.ts'
import type { TimePicture } from './time-slots.ts'

/** The bars of a picture; words for them are given by what is around. */
export const HistogramBars = memo(function HistogramBars({ picture }: { picture: TimePicture }): ReactNode {
  const paths = histogramPaths(picture)
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${picture.slots} ${pathHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {levels.map((level, rank) => (
        <path key={level} data-level={level} d={paths[rank]} />
      ))}
    </svg>
  )
})
