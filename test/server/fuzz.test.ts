import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { signChannel } from '../../src/protocol/index.ts'
import { patience } from '../run/time-limits.ts'
import { app, bodyOf, demoServer } from './demo-server.ts'
import { hostileRequest } from './hostile-request.ts'
import type { HostileRequest } from './hostile-request.ts'

/** `FUZZ_RUNS=1000000 FUZZ_SEED=1 FUZZ_MS=180000` ends at whichever comes first. */
const environment = (name: string) =>
  process.env[name] === undefined ? undefined : Number(process.env[name])
const runs = environment('FUZZ_RUNS') ?? (process.env['FUZZ'] === 'full' ? 50_000 : 3000)
const seed = environment('FUZZ_SEED')
const milliseconds = environment('FUZZ_MS')

/** ms that a body may take here. */
const bodyTimeoutMs = 50
const users: Record<string, string> = { 'token-42': '42', 'token-admin': 'root', 'token-guest': 'guest' }

function userOf({ token }: HostileRequest): string | undefined {
  return token !== null && Object.hasOwn(users, token) ? users[token] : undefined
}

/** Signatures that a user may get for the socket that the generator names. */
function allowedSignatures(user: string, member: string): string[] {
  const presence = signChannel(app, '1.2', 'presence-room-1', member)
  const own = user === '42' ? [signChannel(app, '1.2', 'private-user-42')] : []
  return [signChannel(app, '1.2', 'private-encrypted-a'), presence, ...own]
}

const members: Record<string, string> = {
  '42': '{"user_id":"42","user_info":{"name":"Ada"}}',
  root: '{"user_id":"root","user_info":{}}',
  guest: '{"user_id":"guest","user_info":{}}',
}

/** Why an answer lets someone in; null when it does not. */
function letIn(request: HostileRequest, answer: string): string | null {
  const path = request.path.split('?', 1)[0] ?? ''
  const user = userOf(request)
  if (/^\/admin\/|\/pusher\/(usage|metrics)$/.test(path)) return user === 'root' ? null : 'admin route'
  if (path.endsWith('/channels/private-user-42/events')) return user === '42' ? null : 'history'
  if (path.endsWith('/channels/private-encrypted-a/events')) return user === undefined ? 'history' : null
  if (path.endsWith('/events')) return path.endsWith('/channels/logs/events') ? null : 'history'
  const isOpen = /^\/healthz$|\/pusher\/status$/.test(path)
  if (isOpen) return null
  if (user === undefined) return 'no user'
  const isMessage = /\/(message|environment\/create)$/.test(path)
  // Without a channel a message goes to the sender's own.
  if (isMessage) return user === 'guest' && namesAChannel(request) ? 'guest' : null
  if (/\/(trigger|batch|logs)$/.test(path) && !path.includes('auth') && user === 'guest') return 'guest'
  const signatures = answer.match(/key:[0-9a-f]{64}/g) ?? []
  if (path.includes('user-auth')) return null
  const allowed = allowedSignatures(user, members[user] ?? '')
  return signatures.every((signature) => allowed.includes(signature)) ? null : 'signature'
}

function namesAChannel({ body: { text } }: HostileRequest): boolean {
  return typeof (JSON.parse(text || '{}') as { channel?: unknown }).channel === 'string'
}

function bodyStream({ text, kind }: HostileRequest['body']): BodyInit {
  if (kind === 'whole') return text
  let isFirst = true
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode(`${text} `))
      else if (kind === 'hang') return new Promise(() => {})
      isFirst = false
      return new Promise((resolve) => {
        setTimeout(() => {
          if (kind === 'drip') tryEnqueue(controller)
          resolve()
        }, 10)
      })
    },
  })
}

function tryEnqueue(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.enqueue(new Uint8Array([0x20]))
  } catch {
    // The server has cancelled the body.
  }
}

/** Bytes. */
function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

it(
  `answers ${runs} requests of any kind without a 5xx, a let-in or a stack trace`,
  { timeout: (milliseconds ?? 600_000) + 60_000 },
  async () => {
    const limits = { bodyTimeoutMs }
    const retention = { maxCount: 1000 }
    const many = { requests: 1_000_000, seconds: 1 }
    const servers = [
      demoServer({ limits, retention }),
      demoServer({
        limits,
        retention,
        trustProxy: 1,
        cors: { origins: ['https://app.example.com'], credentials: true },
        messages: {
          chat: ({ payload, publish }) => publish('chat', { payload }),
          create_environment: {
            route: '/environment/create',
            handle: ({ publish }) => publish('created', {}),
          },
        },
        rateLimit: { perAddress: many, perUser: many },
      }),
    ]
    const statuses = new Map<number, number>()
    let count = 0
    let heapAtFirst = 0

    async function check(request: HostileRequest): Promise<void> {
      const { path, method, token, headers, body } = request
      const demo = servers[count++ % servers.length] ?? demoServer()
      const start = performance.now()
      const init = { method, token, headers: sendable(headers), duplex: 'half' }
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const response = await demo.request(path, { ...init, ...(hasBody ? { body: bodyStream(body) } : {}) })
      const answer = await response.text()
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      expect(response.status).toBeLessThan(500)
      expect(performance.now() - start).toBeLessThan(bodyTimeoutMs + patience)
      expect(answer).not.toMatch(/\n\s+at |node_modules|\.ts:/)
      const isRefusal = response.status >= 400 && method !== 'HEAD'
      expect(!isRefusal || typeof (JSON.parse(answer) as { error: unknown }).error === 'string').toBe(true)
      const isAnswered = response.status < 300 && method !== 'OPTIONS'
      expect(isAnswered ? letIn(request, answer) : null).toBeNull()
      const published = demo.observed.flatMap((event) => (event.type === 'published' ? event.channels : []))
      expect(
        published.filter((name) => !/^(logs|private-user-(42|root|guest)|public-news)$/.test(name)),
      ).toEqual([])
      demo.observed.length = 0
      if (count === Math.min(5000, Math.ceil(runs / 4))) heapAtFirst = heapAfterCollection()
    }

    await fc.assert(fc.asyncProperty(hostileRequest, check), {
      numRuns: runs,
      ...(seed === undefined ? {} : { seed }),
      ...(milliseconds === undefined ? {} : { interruptAfterTimeLimit: milliseconds }),
    })
    expect(({} as { polluted?: unknown; text?: unknown }).text).toBeUndefined()
    for (const { request } of servers) {
      const history = await bodyOf(await request('/api/v1/channels/logs/events?limit=1000'))
      const { events, first_seq: first } = history as { events: { seq: number }[]; first_seq: number }
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => first + index))
    }
    if (milliseconds === undefined) return
    const heapGrowth = heapAfterCollection() - heapAtFirst
    const report = { count, seed, heapGrowth, heapAtFirst, statuses: Object.fromEntries(statuses) }
    process.stdout.write(`${JSON.stringify(report)}\n`)
  },
)

/** Without what a request itself refuses: characters that no header has. */
function sendable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([, text]) => {
      try {
        return new Headers({ x: text }).get('x') !== null
      } catch {
        return false
      }
    }),
  )
}
