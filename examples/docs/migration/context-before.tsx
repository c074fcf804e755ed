import { useEffect, useState } from 'react'
import { type Order, OrderList } from './Orders.tsx'
// #region before
import { useRealtime } from './websocket-context.tsx'

export function Orders() {
  const { isConnected, send, subscribe, unsubscribe } = useRealtime()
  const [orders, setOrders] = useState<readonly Order[]>([])

  useEffect(() => {
    const id = subscribe('private-orders', ({ type, payload }) => {
      if (type === 'order.paid') setOrders((before) => [...before, payload as Order])
    })
    return () => unsubscribe(id)
  }, [subscribe, unsubscribe])

  return (
    <>
      <p>{isConnected ? 'live' : 'offline'}</p>
      <OrderList orders={orders} />
      <button type="button" onClick={() => void send('pay', { id: 'B-1' }, 'private-orders')}>
        Pay
      </button>
    </>
  )
}
// #endregion
