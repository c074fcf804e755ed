import type Pusher from 'pusher-js'
import type { Options } from 'pusher-js'
import type { App, HubChannelSnapshot, Credentials, WebhookEvent } from '../../src/protocol/index.ts'

export interface ContractUser {
  id: string | number
  info?: unknown
  watchlist?: readonly string[]
}

export type ContractClientOptions = Partial<Options> & { user?: ContractUser }

/** What the suite needs of a Pusher, whatever carries its frames. */
export interface Contract {
  readonly app: Credentials
  /** A real pusher-js client, connecting. */
  connect(options?: ContractClientOptions): Pusher
  /** What an auth endpoint would answer. */
  sign(socketId: string, channel: string, user?: ContractUser): { auth: string; channel_data?: string }
  publish(channel: string | readonly string[], event: string, data: unknown, socketId?: string): Promise<void>
  sendToUser(userId: string, event: string, data: unknown): Promise<void>
  terminateUser(userId: string): Promise<void>
  /** Ends every connection from the server's side; 1006 without a close frame. */
  drop(code: number): void
  /** Whether new sockets may open; those that may not fail before they do. */
  admit(admitted: boolean): void
  channel(name: string): HubChannelSnapshot
  /** The events of the webhooks sent so far, to an endpoint that takes every kind. */
  webhooks(): readonly WebhookEvent[]
  /** Waits for a condition; fails with `what` after 4 s. */
  until(condition: () => boolean, what: string): Promise<void>
  /** Lets ms pass, under fake timers. */
  pass(ms: number): Promise<void>
  /** Sets the server's clock forward by ms, at once; under fake timers everybody's. */
  age(ms: number): Promise<void>
  dispose(): Promise<void>
}

export type CreateContract = (settings?: Partial<App>) => Contract | Promise<Contract>

/** How the suites read their world: `contract()` is the one of the running test. */
export type CurrentContract = () => Contract

/** Subscribes and waits for the success. */
export async function subscribed(
  contract: Contract,
  pusher: Pusher,
  name: string,
): Promise<ReturnType<Pusher['subscribe']>> {
  const channel = pusher.subscribe(name)
  await contract.until(() => channel.subscribed, `${name} to be subscribed`)
  return channel
}

export async function connected(contract: Contract, options?: ContractClientOptions): Promise<Pusher> {
  const pusher = contract.connect(options)
  await contract.until(() => pusher.connection.state === 'connected', 'the client to be connected')
  return pusher
}

/** The payloads of an event, as they come. */
export function collect<T = unknown>(
  target: { bind(event: string, callback: (data: T) => void): unknown },
  event: string,
): T[] {
  const received: T[] = []
  target.bind(event, (data) => received.push(data))
  return received
}

/** Codes of `pusher:error` and of closes, as the connection reports them. */
export function errorCodes(pusher: Pusher): (number | null)[] {
  const codes: (number | null)[] = []
  pusher.connection.bind('error', (error: { data?: ErrorData; error?: { data?: ErrorData } }) => {
    codes.push((error.data ?? error.error?.data)?.code ?? null)
  })
  return codes
}

interface ErrorData {
  code: number | null
}
