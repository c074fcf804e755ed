import { accessOf, eventLimits, kitKey } from '../../channels/internal.ts'
import { clientEventRejected } from '../connection/close-codes.ts'
import { PayloadError, TriggerError, type TriggerFailure } from '../errors.ts'
import { schemaOf } from '../subscriptions/event-schema.ts'
import type { KitCore, Feature } from '../core/kit-core.ts'
import { withLease } from '../subscriptions/with-lease.ts'
import { createRateWindow } from './rate-window.ts'
import { noClientEvents, queueFull, reservedKey, unconfirmed } from '../texts.ts'
import { toJson } from '../lib/to-json.ts'
import { startTimer } from '../../primitives/index.ts'

/** ms: Pusher's second, plus a margin for network jitter. */
const rateSpan = 1100
const queueLimit = 100
const defaultTimeToLive = 30_000
const endOfSession = 'the end of the session'

/** How long a client event may be queued. */
export interface TriggerOptions {
  /** Maximum wait for connection, subscription and rate limit, ms. @defaultValue 30_000 */
  ttl?: number
  /** Replaces an unsent event of the same name on the channel, for example for cursors. @defaultValue false */
  coalesce?: boolean
}

interface PendingEvent {
  readonly channel: string
  readonly event: string
  data: unknown
  /** The round trip that confirms the event, shared with other events; null until it is sent. */
  confirmation: Promise<number | null> | null
  /** Called with the reason of a failure, or without on success; only the first call counts. */
  settle: (reason?: TriggerFailure, detail?: string) => void
}

/** Client events, sent in order when connection, subscription and rate limit allow. */
export interface ClientEvents extends Feature {
  /** Resolves when Pusher has received the event without an error. */
  trigger(channel: string, event: string, data: unknown, options?: TriggerOptions): Promise<void>
}

export function createClientEvents(core: KitCore): ClientEvents {
  const { activeClient } = core
  let pending: readonly PendingEvent[] = []
  const rate = createRateWindow(eventLimits.clientEventsPerSecond, rateSpan, () => pump())

  function pump() {
    for (const waiting of pending) {
      const { channel, event, data, confirmation } = waiting
      if (confirmation || core.channel(channel).getSnapshot().status !== 'subscribed') continue
      if (!activeClient.isUp || !rate.take() || !activeClient.send(event, data, channel)) return
      // Pusher responds to a client event only on error. The pong of a later ping shows that there was none.
      waiting.confirmation = core.connection.confirm()
      void waiting.confirmation.then((latency) =>
        latency === null ? waiting.settle('unconfirmed', unconfirmed) : waiting.settle(),
      )
    }
  }

  activeClient.onProtocol(({ event, data }) => {
    if (event !== 'pusher:error') return
    const { code, message } = (data ?? {}) as { code?: number | null; message?: string }
    if (typeof code === 'number' && code !== clientEventRejected) return
    // Frames are ordered, so the error is about an event before the next pong, most likely the last one.
    const sent = pending.filter(({ confirmation }) => confirmation)
    const refused = sent.findLast(({ confirmation }) => confirmation === sent[0]?.confirmation)
    refused?.settle('rejected', `a rejection by Pusher: ${message ?? code}`)
  })
  activeClient.onUp(pump)

  return {
    async trigger(channel, event, data, { ttl = defaultTimeToLive, coalesce = false } = {}) {
      // A copy, so that later changes to the app's object are not sent.
      const copy = checkedCopy(core, channel, event, data)
      return new Promise<void>((resolve, reject) => {
        const settle: PendingEvent['settle'] = (reason, detail = endOfSession) => {
          if (reason) reject(new TriggerError(channel, event, reason, detail))
          else resolve()
        }
        if (core.session.aborted) return settle('disposed')
        const unsent = pending.filter(({ confirmation }) => !confirmation)
        const same = coalesce && unsent.find((other) => other.channel === channel && other.event === event)
        if (same) {
          const settleBefore = same.settle
          same.data = copy
          same.settle = (...outcome) => {
            settleBefore(...outcome)
            settle(...outcome)
          }
          return
        }
        if (unsent.length >= queueLimit) {
          return settle('queue_full', queueFull(queueLimit))
        }
        const store = core.channel(channel)
        const expire = () => {
          if (own.confirmation) return
          const { status } = store.getSnapshot()
          own.settle('expired', `no opportunity to send it within ${ttl} ms (channel ${status})`)
        }
        const end = withLease(core.subscribe(channel), store.subscribe(pump), startTimer(expire, ttl))
        const own: PendingEvent = {
          channel,
          event,
          data: copy,
          confirmation: null,
          settle(...outcome) {
            pending = pending.filter((other) => other !== own)
            end()
            settle(...outcome)
          },
        }
        pending = [...pending, own]
        pump()
      })
    },
    dispose() {
      rate.dispose()
      for (const { settle } of pending) settle('disposed')
    },
  }
}

/** A validated copy of the payload. */
function checkedCopy(core: KitCore, channel: string, event: string, data: unknown): unknown {
  const access = accessOf(channel)
  const illegal = (detail: string) => new TriggerError(channel, event, 'illegal', detail)
  if (access !== 'private-' && access !== 'presence-') {
    throw illegal(noClientEvents)
  }
  if (event.length > eventLimits.eventName)
    throw illegal(`a name of ${event.length} characters; ${eventLimits.eventName} at most`)
  const json = toJson(data, channel, event)
  const bytes = new TextEncoder().encode(json).length
  if (bytes > eventLimits.eventData)
    throw illegal(`a payload of ${bytes} bytes; ${eventLimits.eventData} at most`)
  // Checks the JSON text that is sent, because `toJSON` may add the key.
  const copy: unknown = json === '' ? data : JSON.parse(json)
  if (typeof copy === 'object' && copy !== null && Object.hasOwn(copy, kitKey)) {
    throw illegal(reservedKey(kitKey))
  }
  const definition = core.definitionOf(channel)
  const schema = definition && schemaOf(definition, event)
  const { issues } = (schema && core.checks?.check(schema, data)) ?? {}
  if (issues) throw new PayloadError(channel, event, issues, data)
  return copy
}
