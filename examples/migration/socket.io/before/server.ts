import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { type Clerk, clerkOf } from '../clerks.ts'
import type { Order } from '../desk.tsx'

// #region server
type Acknowledge = (answer: { error?: string }) => void

export function openServer(http: HttpServer): Server {
  const io = new Server(http)
  io.use((socket, next) => {
    const clerk = clerkOf(socket.handshake.auth['token'] as string)
    if (!clerk) return next(new Error('unauthorized'))
    socket.data = clerk
    next()
  })
  io.on('connection', (socket: Socket) => {
    const { mayPay } = socket.data as Clerk
    socket.on('join', async (room: string, acknowledge: Acknowledge) => {
      if (!mayPay) return acknowledge({ error: 'forbidden' })
      await socket.join(room)
      acknowledge({})
    })
    socket.on('leave', (room: string) => void socket.leave(room))
    socket.on('pay', (order: Order, acknowledge: Acknowledge) => {
      if (!mayPay) return acknowledge({ error: 'forbidden' })
      io.to('orders').emit('order.paid', order)
      acknowledge({})
    })
  })
  return io
}
// #endregion
