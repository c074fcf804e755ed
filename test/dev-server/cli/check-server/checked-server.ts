import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type } from 'react-pusher-kit/channels'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import { onTestFinished } from 'vitest'
import {
  checkServer,
  type CheckServerFlags,
} from '../../../../src/dev-server/cli/check-server/check-server-command.ts'

export const app = { id: '1', key: 'key', secret: 'secret' }
export const token = 'a-token-that-is-never-printed'

/** Answers in place of the server, or changes its answer; undefined leaves it. */
export interface Fault {
  /** True when it has taken the answer upon itself, on the level of the socket. */
  raw?: (path: string, response: ServerResponse) => boolean
  /** Changes what the server is asked. */
  ask?: (path: string, request: Request) => Request | Promise<Request>
  /** Changes what it answers. */
  answer?: (path: string, response: Response, request: Request) => Response | Promise<Response> | undefined
}

/** A server that answers all of the protocol, but for a fault. */
export async function faultyServer(fault: Fault = {}): Promise<string> {
  const server = createPusherServer({
    broadcaster: embedded({ app }),
    channels: { logs: { events: { log: type<object>() }, persist: true } },
    unknownEvents: 'allow',
    authenticate: devTokens({ [token]: { id: 'ana' } }),
    authorize: {
      logs: { publish: () => true, history: () => true },
      'private-{name}': () => true,
      'presence-{name}': () => true,
      '{name}': { history: 'anyone' },
    } as object,
    rateLimit: false,
  })
  async function respond(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const asked = (await fault.ask?.(pathname, request)) ?? request
    const response = await server.fetch(asked.clone())
    return (await fault.answer?.(pathname, response, asked)) ?? response
  }
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const response = await respond(await requestOf(incoming))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(await response.text())
  }
  const http = createServer((incoming, outgoing) => {
    if (fault.raw?.(incoming.url ?? '', outgoing)) return
    void answer(incoming, outgoing)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(async () => {
    http.closeAllConnections()
    http.close()
    await server.close()
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { url = '/', method = 'GET' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  const body = await text(incoming)
  return new Request(`http://127.0.0.1${url}`, { method, headers, ...(method === 'GET' ? {} : { body }) })
}

/** The command in this process, with the secret of {@link app}. */
export async function check(url: string, flags: Partial<CheckServerFlags> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'check-server-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const envFile = join(data, 'env')
  writeFileSync(envFile, `PUSHER_KEY=${app.key}\nPUSHER_SECRET=${app.secret}\n`)
  let output = ''
  const defaults = {
    url,
    token,
    channels: ['logs'],
    event: 'log',
    socketUrl: null,
    timeout: 5000,
    data,
    envFile,
  }
  const code = await checkServer({ ...defaults, ...flags }, (line) => (output += line))
  const lines = output.trimEnd().split('\n')
  const summary = lines.pop()
  return { code, lines, output, summary, failed: lines.filter((line) => line.startsWith('failed ')) }
}

/** Changes the JSON of an answer. */
export async function withJson(
  response: Response,
  change: (body: Record<string, unknown>) => object,
): Promise<Response> {
  const body = (await response.json()) as Record<string, unknown>
  return Response.json(change(body), { status: response.status })
}
