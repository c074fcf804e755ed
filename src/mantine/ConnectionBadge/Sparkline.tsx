import { sparklinePath } from './sparkline-path.ts'

const width = 120
const height = 28

export interface SparklineProps extends React.ComponentProps<'svg'> {
  /** Newest last. */
  samples: readonly number[]
  label: string
}

/** A line of samples; 300 bytes in place of a chart library. */
export function Sparkline({ samples, label, ...others }: SparklineProps) {
  const line = sparklinePath(samples, width, height)
  return (
    <svg
      viewBox={`0 -1.5 ${width} ${height + 3}`}
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
