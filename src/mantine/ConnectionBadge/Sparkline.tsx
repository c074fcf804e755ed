const width = 120
const height = 28

export interface SparklineProps extends React.ComponentProps<'svg'> {
  /** Newest last. */
  samples: readonly number[]
  label: string
}

/** A sparkline of samples, without a chart library. */
export function Sparkline({ samples, label, ...others }: SparklineProps) {
  const line = sparklinePath(samples)
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

/** The `d` of a line through the samples (newest last), scaled to the box from 0 to the largest sample. */
function sparklinePath(samples: readonly number[]): string {
  if (samples.length === 0) return ''
  const top = Math.max(1, ...samples)
  const step = width / Math.max(1, samples.length - 1)
  const points = samples.map((sample, index) => {
    const y = height - (sample / top) * height
    return `${(index * step).toFixed(1)} ${y.toFixed(1)}`
  })
  return points.length === 1 ? `M0 ${points[0]?.split(' ')[1]}H${width}` : `M${points.join('L')}`
}
