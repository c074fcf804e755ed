/** A number and its unit, with a no-break space. */
const withUnit = (count: number, unit: string) => `${count}\u00A0${unit}`

/** A duration in ms as a short text: `"0 s"`, `"42 s"`, `"3 min"`, `"2 h 5 min"`, `"14 h"`, `"4 d"`. */
export function formatDuration(duration: number): string {
  const seconds = Math.max(0, Math.floor(duration / 1000))
  if (seconds < 60) return withUnit(seconds, 's')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return withUnit(minutes, 'min')
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return withUnit(Math.floor(hours / 24), 'd')
  const rest = minutes % 60
  return rest === 0 || hours >= 10 ? withUnit(hours, 'h') : `${withUnit(hours, 'h')} ${withUnit(rest, 'min')}`
}

/** A measured duration in ms: `"340 ms"`, `"42 s"`, `"1 min 35 s"`; longer ones as in `formatDuration`. */
export function formatMeasured(duration: number): string {
  if (duration < 1000) return withUnit(Math.round(duration), 'ms')
  const seconds = Math.floor(duration / 1000)
  const rest = seconds % 60
  if (seconds < 60 || seconds >= 3600 || rest === 0) return formatDuration(duration)
  return `${formatDuration(duration)} ${withUnit(rest, 's')}`
}
