const isoPattern = /^[[(]?(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?(Z| ?[+-]\d{2}:?\d{2})?/
const syslogPattern =
  /^(?:<\d{1,3}>)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2})/
const rfc5424Prefix = /^<\d{1,3}>\d{1,2} /
const day = 24 * 60 * 60_000

/**
 * The time at the start of a line, ISO 8601 or syslog; null if there is none. A time without a zone is local.
 *
 * @param now - epoch ms; syslog's lines have no year
 * @returns epoch ms
 */
export function leadingTimestamp(text: string, now: number): number | null {
  return isoTimestamp(text.replace(rfc5424Prefix, '')) ?? syslogTimestamp(text, now)
}

function isoTimestamp(text: string): number | null {
  const [match, date, time, fraction = '0', zone = ''] = isoPattern.exec(text) ?? []
  if (match === undefined) return null
  return valid(Date.parse(`${date}T${time}.${fraction.slice(0, 3)}${zone.trim()}`))
}

function syslogTimestamp(text: string, now: number): number | null {
  const [match, month, date, time] = syslogPattern.exec(text) ?? []
  if (match === undefined) return null
  const year = new Date(now).getFullYear()
  const thisYear = valid(Date.parse(`${month} ${date} ${year} ${time}`))
  if (thisYear === null || thisYear <= now + day) return thisYear
  return valid(Date.parse(`${month} ${date} ${year - 1} ${time}`))
}

function valid(time: number): number | null {
  return time >= 0 && Number.isFinite(time) ? time : null
}
