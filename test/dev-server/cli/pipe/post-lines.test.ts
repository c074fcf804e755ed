import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { closeConnections, postLines } from '../../../../src/dev-server/cli/pipe/post-lines.ts'

const line = { text: 'x', thread_id: 't', level: 'info', timestamp: 0 } as const
let server: Server
afterEach(async () => {
  vi.useRealTimers()
  closeConnections()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** @returns the address of a server */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('shows the text of a refusal with its control characters as escapes', async () => {
  const url = await serve((_, response) => {
    response.writeHead(400).end('no\u001b[2J\nreact-pusher-kit: 9 lines sent')
  })
  expect(await postLines({ url, token: 't' }, [line], 'k')).toEqual({
    kind: 'refused',
    reason: '400 no\\u001b[2J\\u000areact-pusher-kit: 9 lines sent',
  })
})

it.each<[string, RequestListener]>([
  ['no response', () => {}],
  [
    'a body that never ends',
    (_, response) => {
      const timer = setInterval(() => response.write(' '), 100)
      response.on('close', () => clearInterval(timer))
    },
  ],
])('gives up after 15 s without a complete response: %s', async (_name, listener) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const url = await serve(listener)
  const received = once(server, 'request')
  const posted = postLines({ url, token: null }, [line], 'k')
  await received
  vi.advanceTimersByTime(15_000)
  expect(await posted).toEqual({ kind: 'away', reason: 'no answer within 15 s' })
})
