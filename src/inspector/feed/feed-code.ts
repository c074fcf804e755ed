import { literal } from '../test-code/literal.ts'
import { userChannelPrefix } from '../user-channel.ts'
import type { FeedRecord } from './feed-record.ts'
import { payloadOf } from './payload-tree.ts'

/** The server that a command sends a record to. */
export interface CurlTarget {
  /** The address of the server: `http://127.0.0.1:8000`. */
  url: string
  /** True when requests need a token, which the command reads from a variable. */
  needsToken: boolean
}

/**
 * A command for a POSIX shell that publishes a record's event again, through the trigger route of the server. Null for
 * a record that is not an event.
 */
export function curlOf({ kind, channels, event, data }: FeedRecord, target: CurlTarget): string | null {
  if ((kind !== 'publish' && kind !== 'client') || data === null) return null
  const [channel = '', ...others] = channels
  const to = others.length === 0 ? { channel } : { channels }
  const body = JSON.stringify({ ...to, event, data: payloadOf(data) })
  const headers = ["-H 'content-type: application/json'"]
  // In double quotes, so that the shell expands the variable. Copied commands contain no secret.
  if (target.needsToken) headers.push('-H "authorization: Bearer $PUSHER_KIT_TOKEN"')
  return [`curl ${target.url}/api/v1/realtime/trigger`, ...headers, `-d ${shellQuoted(body)}`].join(' \\\n  ')
}

/** The mock calls that reproduce a record in a test; null for a record that is not an event. */
export function mockCodeOf({ kind, channels, event, sender, data }: FeedRecord): string | null {
  if (data === null) return null
  const [channel = ''] = channels
  const rest = `${literal(event)}, ${literal(payloadOf(data))})`
  if (kind === 'client') return `mock.join(${literal(channel)}, ${literal({ id: sender })}).trigger(${rest}`
  if (kind !== 'publish') return null
  return channels
    .map((name) =>
      name.startsWith(userChannelPrefix)
        ? `mock.sendToUser(${literal(name.slice(userChannelPrefix.length))}, ${rest}`
        : `mock.trigger(${literal(name)}, ${rest}`,
    )
    .join('\n')
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
