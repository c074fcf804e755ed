import { clockDate, clockTime } from './log-time.ts'

/** Minutes are enough where days are told. */
export function dateAndMinute(timestamp: number, utc: boolean): string {
  return `${clockDate(timestamp, utc)} ${clockTime(timestamp, utc, false).slice(0, 5)}`
}

/** True when these times, the end excluded, are of one day. */
export function isOneDay(since: number, until: number, utc: boolean): boolean {
  return clockDate(since, utc) === clockDate(Math.max(since, until - 1), utc)
}

/**
 * A range of times: with its day unless that is today, with both days where it has more than one. An end that is
 * not given is open.
 */
export function timeRange(
  since: number | undefined,
  until: number | undefined,
  utc: boolean,
  now: number,
): string {
  const time = (timestamp: number | undefined): string =>
    timestamp === undefined ? '…' : clockTime(timestamp, utc, false)
  if (since === undefined || until === undefined) {
    const date = clockDate((since ?? until) as number, utc)
    return since === undefined ? `… – ${date} ${time(until)}` : `${date} ${time(since)} – …`
  }
  if (!isOneDay(since, until, utc)) return `${dateAndMinute(since, utc)} – ${dateAndMinute(until, utc)}`
  const day = clockDate(since, utc)
  return `${day === clockDate(now, utc) ? '' : `${day} `}${time(since)} – ${time(until)}`
}
