import { useEffect, useState } from 'react'
import { type Order, OrderList } from './Orders.tsx'

// #region before
export function Orders({ url }: { url: string }) {
  const [orders, setOrders] = useState<readonly Order[]>([])
  useEffect(() => {
    let socket: WebSocket
    let isOver = false
    const connect = () => {
      socket = new WebSocket(url)
      socket.addEventListener('message', ({ data }) => {
        const { type, payload } = JSON.parse(String(data)) as { type: string; payload: Order }
        if (type === 'order.paid') setOrders((before) => [...before, payload])
      })
      socket.addEventListener('close', () => {
        if (!isOver) setTimeout(connect, 1000)
      })
    }
    connect()
    return () => {
      isOver = true
      socket.close()
    }
  }, [url])
  return <OrderList orders={orders} />
}
// #endregion
