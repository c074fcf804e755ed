import { accessOf, checkPayload } from '../channels/index.ts'
import { PayloadError, TriggerError } from './errors.ts'
import { schemaOf } from './event-schema.ts'
import type { KitCore, Lease, Part } from './kit-core.ts'
import { longestDelay } from './longest-delay.ts'
import { createRateWindow } from './rate-window.ts'

/** Pusher documentation, "Client events": 10 a second for each connection. */
const eventsPerSecond = 10
/** ms: a second, and what jitter on the way may take off it. */
const rateSpan = 1100
const longestName = 200
const largestPayload = 10_240
const queueLimit = 100
const defaultTimeToLive = 30_000
const endOfSession = 'the end of the session'

/** How one client event may wait. */
export interface TriggerOptions {
  /** ms that it may wait for connection, subscription and rate limit. @defaultValue 30_000 */
  ttl?: number
  /** Replaces an unsent event of the same name on the channel, as cursors and typing want it. @defaultValue false */
  coalesce?: boolean
}

interface WaitingEvent {
  channel: string
  event: string
  data: unknown
  coalesce: boolean
  lease: Lease
  /** The round trip that tells of the event, which others may share; null until it is sent. */
  confirmation: Promise<number | null> | null
  expiry: ReturnType<typeof setTimeout>
  resolve: () => void
  reject: (error: TriggerError) => void
}

/** Client events, sent in order once connection, subscription and rate limit allow. */
export interface ClientEvents extends Part {
  /** Resolves when Pusher has taken the event without complaint. */
  trigger(channel: string, event: string, data: unknown, options?: TriggerOptions): Promise<void>
}

export function createClientEvents(core: KitCore): ClientEvents {
  const { wire } = core
  let queue: WaitingEvent[] = []
  let unconfirmed: WaitingEvent[] = []
  const unwatch = new Map<string, () => void>()
  const rate = createRateWindow(eventsPerSecond, rateSpan, () => pump())

  function settle(waiting: WaitingEvent, error?: TriggerError) {
    clearTimeout(waiting.expiry)
    queue = queue.filter((other) => other !== waiting)
    unconfirmed = unconfirmed.filter((other) => other !== waiting)
    waiting.lease.release()
    if (!queue.some(({ channel }) => channel === waiting.channel)) {
      unwatch.get(waiting.channel)?.()
      unwatch.delete(waiting.channel)
    }
    if (error) waiting.reject(error)
    else waiting.resolve()
  }

  function pump() {
    for (const waiting of queue) {
      if (core.channel(waiting.channel).getSnapshot().status !== 'subscribed') continue
      if (!wire.isUp || !rate.take()) return
      if (!wire.send(waiting.event, waiting.data, waiting.channel)) return
      queue = queue.filter((other) => other !== waiting)
      unconfirmed.push(waiting)
      clearTimeout(waiting.expiry)
      void confirm(waiting)
    }
  }

  /** Pusher answers a client event only when it refuses it, so a ping behind it tells that it did not. */
  async function confirm(waiting: WaitingEvent) {
    waiting.confirmation = core.connection.confirm()
    const latency = await waiting.confirmation
    if (!unconfirmed.includes(waiting)) return
    const { channel, event } = waiting
    if (latency !== null) return settle(waiting)
    settle(
      waiting,
      new TriggerError(
        channel,
        event,
        'unconfirmed',
        'a lost connection; the event may have arrived, or not',
      ),
    )
  }

  wire.onProtocol(({ event, data }) => {
    if (event !== 'pusher:error') return
    const { code, message } = (data ?? {}) as { code?: number | null; message?: string }
    // Frames keep their order: it is about an event before the pong that comes next, most likely the last of them.
    const refused = unconfirmed.findLast(({ confirmation }) => confirmation === unconfirmed[0]?.confirmation)
    if (!refused || (typeof code === 'number' && code !== 4301)) return
    settle(
      refused,
      new TriggerError(refused.channel, refused.event, 'rejected', `a refusal of Pusher: ${message ?? code}`),
    )
  })
  wire.onUp(pump)

  function watch(channel: string) {
    if (!unwatch.has(channel)) unwatch.set(channel, core.channel(channel).subscribe(pump))
  }

  return {
    async trigger(channel, event, data, { ttl = defaultTimeToLive, coalesce = false } = {}) {
      checkClientEvent(core, channel, event, data)
      if (core.session.aborted) throw new TriggerError(channel, event, 'disposed', endOfSession)
      const same = coalesce && queue.find((waiting) => waiting.channel === channel && waiting.event === event)
      return new Promise<void>((resolve, reject) => {
        if (same) {
          const before = same.resolve
          const rejectBefore = same.reject
          same.data = data
          same.resolve = () => (before(), resolve())
          same.reject = (error) => (rejectBefore(error), reject(error))
          return
        }
        if (queue.length >= queueLimit) {
          const detail = `${queueLimit} events waiting; wait for the returned promise, or coalesce`
          return reject(new TriggerError(channel, event, 'queue_full', detail))
        }
        const lease = core.subscribe(channel)
        const waiting: WaitingEvent = {
          channel,
          event,
          data,
          coalesce,
          lease,
          confirmation: null,
          resolve,
          reject,
          expiry: setTimeout(
            () => {
              const { status } = core.channel(channel).getSnapshot()
              const detail = `no chance to send it within ${ttl} ms (channel ${status})`
              settle(waiting, new TriggerError(channel, event, 'expired', detail))
            },
            Math.min(ttl, longestDelay),
          ),
        }
        queue.push(waiting)
        watch(channel)
        pump()
      })
    },
    dispose() {
      rate.dispose()
      for (const waiting of [...queue, ...unconfirmed]) {
        settle(waiting, new TriggerError(waiting.channel, waiting.event, 'disposed', endOfSession))
      }
    },
  }
}

function checkClientEvent(core: KitCore, channel: string, event: string, data: unknown) {
  const access = accessOf(channel)
  const illegal = (detail: string) => new TriggerError(channel, event, 'illegal', detail)
  if (access !== 'private-' && access !== 'presence-') {
    throw illegal(
      'a channel that carries none; use a private or presence channel, or an event without client-',
    )
  }
  if (event.length > longestName)
    throw illegal(`a name of ${event.length} characters; ${longestName} at most`)
  const bytes = new TextEncoder().encode(JSON.stringify(data) ?? '').length
  if (bytes > largestPayload) throw illegal(`a payload of ${bytes} bytes; ${largestPayload} at most`)
  const definition = core.definitionOf(channel)
  const schema = definition && schemaOf(definition, event)
  const { issues } = schema ? checkPayload(schema, data) : {}
  if (issues) throw new PayloadError(channel, event, issues, data)
}
