import { longestDelay } from '../../primitives/index.ts'
import type { MockClock } from '../timing/clock.ts'
import { MockError } from '../mock-error.ts'

/** An endpoint of the app's server, independent of its path. */
export type MockRoute =
  /** Signs subscriptions, alone or in a batch. */
  | 'auth'
  /** Signs users in. */
  | 'userAuth'
  /** Receives messages. */
  | 'message'
  /** Publishes events, alone or in a batch. */
  | 'trigger'
  /** Reads stored events. */
  | 'history'
  /** Returns the active backend. */
  | 'status'

const mockRoutes: readonly MockRoute[] = ['auth', 'userAuth', 'message', 'trigger', 'history', 'status']

/** The effect of `mock.http` on requests. */
export interface HttpFaultOptions {
  /** An endpoint, or an exact path such as `/api/v1/logs`. @defaultValue every request */
  route?: MockRoute | `/${string}`
  /**
   * HTTP status of the response, 200 to 599; 0 for a network failure.
   * @defaultValue 200 with a `body`, otherwise the status of the endpoint
   */
  status?: number
  /** Body of the response: a string unchanged, anything else as JSON. @defaultValue none */
  body?: unknown
  /** Additional headers, such as `Retry-After`. @defaultValue none */
  headers?: Readonly<Record<string, string>>
  /** Delay of the response, ms; with fake timers, of the fake clock. @defaultValue 0 */
  delay?: number
  /** Never responds, until the request is aborted. @defaultValue false */
  hang?: boolean
  /** Number of requests that it applies to. @defaultValue Infinity */
  times?: number
}

/** An active fault. Calling it ends the fault. */
export interface HttpFault {
  /** Ends the fault; idempotent. */
  (): void
  /** Number of requests that it was applied to. */
  readonly count: number
}

/** A request to an endpoint. */
export interface FaultyRequest {
  route: MockRoute | undefined
  pathname: string
  signal: AbortSignal | null | undefined
}

interface Fault extends HttpFaultOptions {
  left: number
  count: number
}

/** Statuses whose responses have no body (Fetch standard, "null body status"). */
const withoutBody = [204, 205, 304]

/** The faults of one mock. The oldest matching one applies. */
export class HttpFaults {
  readonly #clock: MockClock
  #faults: readonly Fault[] = []

  constructor(clock: MockClock) {
    this.#clock = clock
  }

  add(options: HttpFaultOptions): HttpFault {
    check(options)
    const fault: Fault = { ...options, left: options.times ?? Infinity, count: 0 }
    this.#faults = [...this.#faults, fault]
    const stop = () => {
      this.#faults = this.#faults.filter((other) => other !== fault)
    }
    return Object.defineProperty(stop, 'count', { get: () => fault.count }) as HttpFault
  }

  /**
   * Returns the response of the fault that applies; null when the endpoint must handle the request.
   *
   * @param waiting - called when the request will never get a response
   */
  async answer({ route, pathname, signal }: FaultyRequest, waiting: () => void): Promise<Response | null> {
    const fault = this.#faults.find(
      (one) => one.left > 0 && (one.route === undefined || one.route === route || one.route === pathname),
    )
    if (!fault) return null
    fault.left -= 1
    fault.count += 1
    const { status, body, headers, delay = 0, hang = false } = fault
    if (hang) {
      waiting()
      return abortable(signal, () => () => {})
    }
    if (delay > 0) {
      await abortable<void>(signal, (resolve) => this.#clock.schedule(resolve, delay))
    }
    if (status === 0) throw new TypeError('Failed to fetch')
    if (status === undefined && body === undefined) return null
    return toResponse(status ?? 200, body, headers)
  }
}

function toResponse(status: number, body: unknown, headers: HttpFaultOptions['headers'] = {}): Response {
  const init = { status, headers }
  if (withoutBody.includes(status)) return new Response(null, init)
  if (body === undefined || typeof body === 'string') return new Response(body ?? '', init)
  return Response.json(body, init)
}

/** Settles when `start` settles it or the signal aborts. `start` returns a function that cancels it. */
function abortable<T>(
  signal: AbortSignal | null | undefined,
  start: (resolve: (value: T) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const cancel = start((value) => {
      signal?.removeEventListener('abort', abort)
      resolve(value)
    })
    const abort = () => {
      cancel()
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', abort, { once: true })
  })
}

function check({ route, status, body, delay, hang, times }: HttpFaultOptions): void {
  if (route !== undefined && !isRoute(route)) {
    throw invalid('route', `one of ${mockRoutes.join(', ')}, or a path that begins with /`, route)
  }
  if (status !== undefined && status !== 0 && !isInteger(status, 200, 599)) {
    throw invalid('status', '0, or an HTTP status from 200 to 599', status)
  }
  if (delay !== undefined && !(typeof delay === 'number' && delay >= 0 && delay <= longestDelay)) {
    throw invalid('delay', `ms from 0 to ${longestDelay}, or hang: true`, delay)
  }
  if (hang !== undefined && typeof hang !== 'boolean') throw invalid('hang', 'true or false', hang)
  if (times !== undefined && times !== Infinity && !isInteger(times, 1, Number.MAX_SAFE_INTEGER)) {
    throw invalid('times', 'a count of at least 1', times)
  }
  if (status === undefined && body === undefined && delay === undefined && !hang) {
    throw invalid('a fault', 'a status, a body, a delay or hang: true', undefined)
  }
}

function isRoute(route: unknown): boolean {
  return typeof route === 'string' && (route.startsWith('/') || mockRoutes.some((name) => name === route))
}

function isInteger(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

function invalid(what: string, expected: string, got: unknown): MockError {
  return new MockError(
    'invalid_fault',
    `Expected ${what} of mock.http() to be ${expected} but got ${JSON.stringify(got) ?? 'nothing'}; correct the fault.`,
  )
}
