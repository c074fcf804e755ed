/** The `d` of a line through the samples (newest last), fitted into a box; the lowest line is 0. */
export function sparklinePath(samples: readonly number[], width: number, height: number): string {
  if (samples.length === 0) return ''
  const top = Math.max(1, ...samples)
  const step = width / Math.max(1, samples.length - 1)
  const points = samples.map((sample, index) => {
    const y = height - (sample / top) * height
    return `${(index * step).toFixed(1)} ${y.toFixed(1)}`
  })
  return points.length === 1 ? `M0 ${points[0]?.split(' ')[1]}H${width}` : `M${points.join('L')}`
}
