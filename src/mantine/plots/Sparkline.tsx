import { linePath } from './paths.ts'
import { yOf } from './scale.ts'

const width = 120
const height = 100

export interface SparklineProps extends React.ComponentProps<'svg'> {
  /** Newest last. */
  samples: readonly number[]
  label: string
}

/** A line of samples from 0 to the largest. */
export function Sparkline({ samples, label, ...others }: SparklineProps) {
  const line = sparklinePath(samples)
  return (
    <svg
      viewBox={`0 -5 ${width} ${height + 10}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      fill="none"
      {...others}
    >
      {line && <path data-area="" d={`${line}V${height}H0Z`} />}
      <path data-line="" d={line || `M0 ${height}H${width}`} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

function sparklinePath(samples: readonly number[]): string {
  const top = samples.reduce((most, sample) => Math.max(most, sample), 1)
  const step = width / Math.max(1, samples.length - 1)
  const path = linePath(samples.map((sample, index) => [index * step, yOf(sample, top)]))
  return samples.length === 1 ? path.replace('h0', `H${width}`) : path
}
