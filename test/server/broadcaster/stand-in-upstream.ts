import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { selfHosted } from 'react-pusher-kit/server'
import type { Broadcaster } from 'react-pusher-kit/server'
import { patience } from '../../run/time-limits.ts'

/** One event of a call to the HTTP API. */
export interface UpstreamEvent {
  channels: string[]
  name: string
  data: string
  socket_id?: string
}

/** One call to the HTTP API. */
export interface UpstreamCall {
  path: string
  events: UpstreamEvent[]
}

/** What becomes of a call. */
export type UpstreamAnswer = (response: ServerResponse, call: UpstreamCall) => void

export const accept: UpstreamAnswer = (response) => answerWith(200, '{}')(response)

export function answerWith(status: number, body: string, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => void response.writeHead(status, headers).end(body)
}

/** Headers, and a body of which a byte comes now and then, for ever. */
export function dripWith(status: number): UpstreamAnswer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.write('{')
    const dripping = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(dripping))
  }
}

/** A body without an end, as fast as it is read. */
export function floodWith(status: number): UpstreamAnswer {
  return (response) => {
    response.writeHead(status)
    const pour = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', pour)
    pour()
  }
}

/** Nothing, for ever. */
export const hang: UpstreamAnswer = () => {}
export const reset: UpstreamAnswer = (response) => void response.socket?.resetAndDestroy()
export const breakOff: UpstreamAnswer = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{')
  setTimeout(() => response.destroy(), 10)
}

/** Stands in for Pusher's HTTP API, and answers as it is told. */
export class StandInUpstream {
  answer: UpstreamAnswer = accept
  /** All calls, in order. */
  readonly calls: UpstreamCall[] = []
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly sockets = new Set<Socket>()
  /** The events of calls that were answered as the documentation says. */
  readonly taken: UpstreamEvent[] = []

  /** The calls that publish: a server also asks which channels are occupied. */
  get publishes(): UpstreamCall[] {
    return this.calls.filter(({ path }) => /\/(batch_)?events(\?|$)/.test(path))
  }

  async open(): Promise<this> {
    this.#server.on('connection', (socket: Socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
      socket.on('error', () => {})
    })
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** A backend that publishes here. @param timeout - ms; what a busy machine answers late is no failure */
  backend(name: string, timeout = patience): Broadcaster {
    return selfHosted({
      appId: '1',
      key: `key-${name}`,
      secret: 'upstream-secret',
      encryptionMasterKey: Buffer.alloc(32, 3).toString('base64'),
      host: '127.0.0.1',
      port: this.port,
      useTLS: false,
      name,
      timeout,
    })
  }

  /** The numbers that a channel got, in order. */
  numbers(channel: string): number[] {
    return this.taken.filter(({ channels }) => channels.includes(channel)).flatMap(numbersOf)
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const call = { path: (request.url ?? '').split('?')[0] ?? '', events: body === '' ? [] : eventsOf(body) }
    this.calls.push(call)
    if (this.answer === accept) this.taken.push(...call.events)
    this.answer(response, call)
  }
}

type Batch = { batch: (Omit<UpstreamEvent, 'channels'> & { channel: string })[] }

function eventsOf(body: string): UpstreamEvent[] {
  const parsed = JSON.parse(body) as UpstreamEvent | Batch
  if (!('batch' in parsed)) return [parsed]
  return parsed.batch.map(({ channel, ...event }) => ({ channels: [channel], ...event }))
}

/** The numbers that an event carries; none when it is not numbered. */
export function numbersOf({ data }: { data: string }): number[] {
  const { $kit, items } = JSON.parse(data) as { $kit?: { seq: number }; items?: unknown[] }
  if (!$kit) return []
  return items ? items.map((_, index) => $kit.seq + index) : [$kit.seq]
}
