import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pusher, selfHosted } from 'react-pusher-kit/server'
import { answerApiRequest } from '../../../src/dev-server/http/pusher-listener-api.ts'
import { createHub, signChannel } from '../../../src/protocol/index.ts'
import { app } from '../demo-server.ts'
import { answerWith, StandInUpstream } from './stand-in-upstream.ts'

const clock = { now: () => Date.now(), monotonic: () => performance.now(), schedule: () => () => {} }

describe('the occupied channels of a backend', () => {
  const hub = createHub({ apps: [app], clock })
  let api: Server
  let port: number

  beforeAll(async () => {
    api = createServer(
      (request, response) => void answerApiRequest(hub, request, response, { maxBytes: 1e6, timeout: 1e4 }),
    )
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
    port = (api.address() as AddressInfo).port
  })
  afterAll(() => void api.close())

  function join(channel: string, userId?: string): () => void {
    let socketId = ''
    const connection = hub.connect(app.key, {
      send(frame) {
        const { event, data } = JSON.parse(frame) as { event: string; data: string }
        if (event === 'pusher:connection_established')
          socketId = (JSON.parse(data) as { socket_id: string }).socket_id
      },
      close() {},
    })
    const channelData = userId === undefined ? undefined : JSON.stringify({ user_id: userId })
    const auth = signChannel(app, socketId, channel, channelData)
    const data = { channel, auth, ...(channelData === undefined ? {} : { channel_data: channelData }) }
    connection.receive(JSON.stringify({ event: 'pusher:subscribe', data }))
    return () => connection.closed()
  }

  const backends = {
    credentials: () => selfHosted({ ...app, appId: app.id, host: '127.0.0.1', port, useTLS: false }),
    'an instance of the official package': () =>
      pusher(new Pusher({ ...app, appId: app.id, host: '127.0.0.1', port: String(port), useTLS: false })),
  }

  it.each(Object.entries(backends))(
    'are those with subscribers, and their members: %s',
    async (_, backend) => {
      const { occupied } = backend()
      expect(await occupied?.()).toEqual([])
      const leave = [
        join('news'),
        ...Array.from({ length: 12 }, (_room, index) => join(`presence-${index}`, `user-${index}`)),
        join('presence-0', 'ü"🎈'),
      ]
      const found = await occupied?.()
      expect(found).toHaveLength(13)
      expect(found).toContainEqual({ channel: 'news', members: [] })
      expect(found).toContainEqual({ channel: 'presence-0', members: ['user-0', 'ü"🎈'] })
      expect(found).toContainEqual({ channel: 'presence-11', members: ['user-11'] })
      for (const end of leave) end()
    },
  )

  it.each([
    ['another object', answerWith(200, '{}'), /have `channels`/],
    ['an error', answerWith(401, 'no'), /answered 401/],
    ['a page', answerWith(200, '<html>'), /a page of HTML/],
  ])('are not known when the backend answers %s', async (_, answer, message) => {
    const upstream = await new StandInUpstream().open()
    upstream.answer = answer
    await expect(upstream.backend('a').occupied?.()).rejects.toThrow(message)
    await upstream.close()
  })

  it('may fill an answer of more than 256 KiB, but not of more than 2 MiB', async () => {
    const upstream = await new StandInUpstream().open()
    const list = (count: number) => {
      const names = Array.from({ length: count }, (_name, index) => [`${index}-`.padEnd(90, 'x'), {}])
      return answerWith(200, JSON.stringify({ channels: Object.fromEntries(names) }))
    }
    upstream.answer = list(9000)
    expect(await upstream.backend('a').occupied?.()).toHaveLength(9000)
    upstream.answer = list(30_000)
    await expect(upstream.backend('a').occupied?.()).rejects.toThrow(
      /larger than|at most|could not be reached/,
    )
    await upstream.close()
  })
})
