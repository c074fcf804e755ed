/** How a line's time is shown: `absolute` as time of day, `relative` as an age, or `off`. */
export type LogTimestamps = 'absolute' | 'relative' | 'off'

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
const three = (value: number): string => String(value).padStart(3, '0')

/** `13:04:59.123`, or without ms `13:04:59`. */
export function clockTime(timestamp: number, utc: boolean, withMs: boolean): string {
  const date = new Date(timestamp)
  const [hours, minutes, seconds] = utc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()]
  const time = `${two(hours)}:${two(minutes)}:${two(seconds)}`
  return withMs ? `${time}.${three(date.getUTCMilliseconds())}` : time
}

/** `2026-11-21`: the same in every locale. */
export function clockDate(timestamp: number, utc: boolean): string {
  const date = new Date(timestamp)
  const [year, month, day] = utc
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
    : [date.getFullYear(), date.getMonth(), date.getDate()]
  return `${year}-${two(month + 1)}-${two(day)}`
}

/** Age in at most four characters: `12s`, `3m`, `5h`, `12d`. */
export function relativeTime(timestamp: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - timestamp) / 1000))
  if (seconds < 60) return `${seconds}s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`
  return `${Math.floor(seconds / 86_400)}d`
}

/** For the title of a line's time: the whole date, in ISO 8601. */
export function wholeTime(timestamp: number): string {
  return Math.abs(timestamp) <= 8.64e15 ? new Date(timestamp).toISOString() : ''
}
