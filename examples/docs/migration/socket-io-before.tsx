import { useEffect, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { type Order, OrderList } from './Orders.tsx'

// #region before
export function Orders({ socket }: { socket: Socket }) {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const [isConnected, setIsConnected] = useState(socket.connected)

  useEffect(() => {
    const join = () => {
      setIsConnected(true)
      socket.emit('join', 'orders')
    }
    const leave = () => setIsConnected(false)
    const add = (order: Order) => setOrders((before) => [...before, order])
    if (socket.connected) join()
    socket.on('connect', join).on('disconnect', leave).on('order.paid', add)
    return () => {
      socket.emit('leave', 'orders')
      socket.off('connect', join).off('disconnect', leave).off('order.paid', add)
    }
  }, [socket])

  return (
    <>
      <p>{isConnected ? 'live' : 'offline'}</p>
      <OrderList orders={orders} />
      <button type="button" onClick={() => socket.emit('pay', { id: 'B-1' })}>
        Pay
      </button>
    </>
  )
}
// #endregion
