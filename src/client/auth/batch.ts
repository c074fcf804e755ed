import type { KitContext } from '../core/kit-context.ts'
import { failedAttempt, readAttempt, type Attempt } from './attempts.ts'
import type { Request } from './requests.ts'
import { readChannelSignature, type ChannelSignature } from './signatures.ts'

/** Maximum number of channels per request, the limit of the reference server. */
const maxBatchSize = 50

interface Waiting {
  channel: string
  signal: AbortSignal
  settle: (attempt: Attempt<ChannelSignature> | Promise<never>) => void
}

/** Combines the authorizations of one tick and one socket into one request. */
export function createBatch(
  context: KitContext,
  request: Request,
): (socketId: string, channel: string, signal: AbortSignal) => Promise<Attempt<ChannelSignature>> {
  const gathered = new Map<string, Waiting[]>()

  async function send(socketId: string, batch: readonly Waiting[]) {
    const url = `${context.endpoints.auth}/batch`
    const response = await request(url, {
      method: 'POST',
      signal: whenAllAborted(batch.map(({ signal }) => signal)),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        socket_id: socketId,
        channel_names: batch.map(({ channel }) => channel),
        ...(context.fallbackKey ? { backend: context.fallbackKey } : {}),
      }),
    })
    const whole = await readAttempt(url, response, ({ channels }) => asObject(channels))
    for (const { channel, settle } of batch)
      settle('answer' in whole ? readOne(whole.answer[channel]) : whole)
  }

  function flush(socketId: string, all: readonly Waiting[]) {
    gathered.delete(socketId)
    // Aborted authorizations are settled already.
    const waiting = all.filter(({ signal }) => !signal.aborted)
    for (let start = 0; start < waiting.length; start += maxBatchSize) {
      const batch = waiting.slice(start, start + maxBatchSize)
      send(socketId, batch).catch((error: unknown) => {
        for (const { settle } of batch) settle(Promise.reject(error))
      })
    }
  }

  return (socketId, channel, signal) =>
    new Promise((settle) => {
      const own: Waiting = { channel, signal, settle }
      const others = gathered.get(socketId)
      if (others) {
        others.push(own)
        return
      }
      const all = [own]
      gathered.set(socketId, all)
      setTimeout(flush, 0, socketId, all)
    })
}

/** Aborted once all of the signals are aborted. */
function whenAllAborted(signals: readonly AbortSignal[]): AbortSignal {
  const all = new AbortController()
  const check = () => {
    if (signals.every((signal) => signal.aborted)) all.abort()
  }
  for (const signal of signals) signal.addEventListener('abort', check, { once: true })
  return all.signal
}

function readOne(value: unknown): Attempt<ChannelSignature> {
  const { status, data, error } = asObject(value) ?? {}
  const answer = readChannelSignature(asObject(data) ?? {})
  if (answer) return { answer }
  return failedAttempt(typeof status === 'number' ? status : 400, JSON.stringify({ error }), null)
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}
