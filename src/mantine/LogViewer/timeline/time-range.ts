import { clockDate, clockTime } from '../line/log-time.ts'

/** Date and time of day, without seconds. */
export function dateAndMinute(timestamp: number, utc: boolean): string {
  return `${clockDate(timestamp, utc)} ${clockTime(timestamp, utc, false).slice(0, 5)}`
}

/** True when these times, the end excluded, are on one day. */
export function isOneDay(since: number, until: number, utc: boolean): boolean {
  return clockDate(since, utc) === clockDate(Math.max(since, until - 1), utc)
}

/** The text of a time range, with dates when it spans several days or is open; empty without a range. */
export function timeRange(since: number | undefined, until: number | undefined, utc: boolean): string {
  const time = (timestamp: number): string => clockTime(timestamp, utc, false)
  const dated = (timestamp: number | undefined): string =>
    timestamp === undefined ? '…' : `${clockDate(timestamp, utc)} ${time(timestamp)}`
  if (since === undefined && until === undefined) return ''
  if (since === undefined || until === undefined) return `${dated(since)} – ${dated(until)}`
  return isOneDay(since, until, utc)
    ? `${time(since)} – ${time(until)}`
    : `${dateAndMinute(since, utc)} – ${dateAndMinute(until, utc)}`
}
