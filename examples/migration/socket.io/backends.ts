import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMockPusher } from 'react-pusher-kit/mock'
import type { PusherServer } from 'react-pusher-kit/server'
import { expect, onTestFinished } from 'vitest'
import { openServer as openAfter } from './after/server.ts'
import { openServer as openBefore } from './before/server.ts'
import type { DeskProps, Order } from './desk.tsx'

/** A server for the test of both versions. */
export interface Backend {
  props: Omit<DeskProps, 'token'>
  /** Publishes as soon as one page listens. */
  publish: (order: Order) => Promise<void>
  /** Cuts the connections of all pages. */
  drop: () => Promise<void>
}

/** Socket.IO on a port of this machine. */
async function openBackendBefore(): Promise<Backend> {
  const http = createServer()
  const io = openBefore(http)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => io.close())
  return {
    props: {
      socketUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      pusher: { appKey: null },
    },
    publish: async (order) => {
      await expect.poll(() => io.of('/').adapter.rooms.get('orders')?.size).toBe(1)
      io.to('orders').emit('order.paid', order)
    },
    drop: async () => {
      const sockets = [...io.of('/').sockets.values()]
      const ends = sockets.map((socket) => new Promise((resolve) => socket.once('disconnect', resolve)))
      for (const { conn } of sockets) conn.close()
      await Promise.all(ends)
    },
  }
}

/** The mock, with the reference server behind it. */
async function openBackendAfter(): Promise<Backend> {
  let server: PusherServer | undefined
  const mock = createMockPusher({ server: ({ broadcaster }) => (server = openAfter(broadcaster)) })
  onTestFinished(() => mock.dispose())
  return {
    props: { socketUrl: '', pusher: mock.provider },
    publish: async (order) => {
      await mock.subscribed('private-orders')
      await server?.publish('private-orders', 'order.paid', order)
    },
    drop: async () => mock.drop(),
  }
}

export const openBackend = { before: openBackendBefore, after: openBackendAfter }
