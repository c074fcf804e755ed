import { useState } from 'react'
import { usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import { type Order, OrderList } from './Orders.tsx'

// #region after
export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const { isConnected } = usePusherConnection()
  const { sendMessage } = usePusherChannel<{ 'order.paid': Order }>('private-orders', {
    'order.paid': (order) => setOrders((before) => [...before, order]),
  })

  return (
    <>
      <p>{isConnected ? 'live' : 'offline'}</p>
      <OrderList orders={orders} />
      <button type="button" onClick={() => void sendMessage('pay', { id: 'B-1' })}>
        Pay
      </button>
    </>
  )
}
// #endregion
