import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'vite'
import type { Rolldown } from 'vite'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What an edge runtime has: the Web, and nothing of Node. */
const web = {
  AbortController,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  clearTimeout,
  crypto,
  performance,
  setTimeout,
}

/** The server entry as one script; the official package stays outside, as where it is not installed. */
async function bundle(): Promise<string> {
  const result = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'src/server.ts', formats: ['iife'], name: 'kit' },
      rolldownOptions: { external: ['pusher'] },
    },
  })) as Rolldown.RolldownOutput[]
  return result[0]?.output[0].code ?? ''
}

it('authorises where there is no Node', { timeout: 60_000 }, async () => {
  const code = await bundle()
  expect(code).not.toMatch(/node:|require\(/)
  const answer = runInContext(
    `${code}
    const server = kit.createPusherServer({
      pusher: { appId: '1', key: 'key', secret: 'secret', cluster: 'eu' },
      authenticate: kit.devTokens({ token: { id: '42' } }),
      authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
    })
    server.fetch(new Request('https://edge.example.com/api/v1/pusher/auth', {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      body: '{"socket_id":"1.2","channel_name":"private-user-42"}',
    }))`,
    createContext({ ...web }),
  ) as Promise<Response>
  const response = await answer
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ auth: expect.stringMatching(/^key:[0-9a-f]{64}$/) as string })
})
