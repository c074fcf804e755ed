import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { app, check, faultyServer } from './checked-server.ts'

interface Script {
  /** What a new connection gets; without it, that of a backend. */
  greeting?: object
  /** What subscribers of `logs` get for an event that was published with this number. */
  deliver?: (published: { event: string; data: object }, kit: { seq: number; epoch: string }) => object[]
}

/** The lines about the delivery, of a server whose backend follows a script. */
async function deliveryLine({ greeting, deliver = () => [] }: Script): Promise<string> {
  const sockets = new Set<WebSocket>()
  const backend = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(backend, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate()
    backend.close()
  })
  const frame = (event: string, data: unknown) =>
    JSON.stringify({ event, channel: 'logs', data: JSON.stringify(data) })
  backend.on('connection', (socket) => {
    sockets.add(socket)
    socket.send(
      JSON.stringify(greeting ?? { event: 'pusher:connection_established', data: '{"socket_id":"1.2"}' }),
    )
    socket.on('message', () => socket.send(frame('pusher_internal:subscription_succeeded', {})))
  })
  const url = await faultyServer({
    answer: async (path, response, request) => {
      if (path !== '/api/v1/realtime/trigger' || !response.ok) return response
      const kit = (await response.clone().json()) as { seq: number; epoch: string }
      const { event, data } = (await request.json()) as { event: string; data: object }
      for (const one of deliver({ event, data }, { seq: kit.seq, epoch: kit.epoch })) {
        const { event: name, data: payload } = one as { event: string; data: object }
        for (const socket of sockets) socket.send(frame(name, payload))
      }
      return response
    },
  })
  const { port } = backend.address() as AddressInfo
  const { lines } = await check(url, { socketUrl: `ws://127.0.0.1:${port}/app/${app.key}`, timeout: 500 })
  return lines.find((line) => line.includes('a published event arrives')) ?? ''
}

it('an event with its number, and one in a batch', async () => {
  const single = deliveryLine({
    deliver: ({ event, data }, kit) => [{ event, data: { ...data, $kit: kit } }],
  })
  expect(await single).toMatch(/^ok +a published event arrives with its number: seq \d+$/)
  const batch = deliveryLine({
    deliver: ({ event, data }, { seq, epoch }) => [
      {
        event: 'kit:batch',
        data: { $kit: { seq: seq - 1, epoch }, event, items: [{ text: 'other' }, data] },
      },
    ],
  })
  expect(await batch).toMatch(/^ok +a published event arrives with its number: seq \d+$/)
})

it.each<[string, Script, RegExp]>([
  [
    'no number',
    { deliver: (published) => [published] },
    /Expected "\$kit": .* in the received payload but got none/,
  ],
  [
    'another number',
    { deliver: ({ event, data }, kit) => [{ event, data: { ...data, $kit: { ...kit, seq: 99 } } }] },
    /but got \{"seq":99,"epoch":".*"\}\. Add `\$kit`/,
  ],
  ['nothing', {}, /Expected the event with the number \d+ but got none within 0\.5 s\. Compare --socket/],
  [
    'a refusal of the key',
    { greeting: { event: 'pusher:error', data: { code: 4001, message: 'App not found' } } },
    /Expected pusher:connection_established from the backend but got pusher:error .*4001.*--socket/,
  ],
])('what is wrong is named: %s', async (_, script, line) => {
  const found = await deliveryLine(script)
  expect(found).toMatch(/^failed +a published event arrives with its number: /)
  expect(found).toMatch(line)
})

it('a backend that cannot be reached is named', async () => {
  const { failed } = await check(await faultyServer(), { socketUrl: 'ws://127.0.0.1:1/app/key' })
  expect(failed).toEqual([
    expect.stringMatching(/Expected pusher:connection_established .* but got connect .*--socket/),
  ])
})
