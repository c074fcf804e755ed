import { useState } from 'react'
import { usePresence, usePusherChannel } from 'react-pusher-kit'
import { type Order, OrderList } from './Orders.tsx'

// #region after
export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const { trigger } = usePusherChannel<{ 'order.paid': Order }>('private-orders', {
    'order.paid': (order) => setOrders((before) => [...before, order]),
  })
  const { count } = usePresence('presence-till')

  return (
    <>
      <p>{count} at the till</p>
      <OrderList orders={orders} />
      <button type="button" onClick={() => void trigger('client-wave', {})}>
        Wave
      </button>
    </>
  )
}
// #endregion
