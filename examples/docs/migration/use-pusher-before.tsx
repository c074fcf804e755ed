import { useChannel, useClientTrigger, useEvent, usePresenceChannel } from '@harelpls/use-pusher'
import { useCallback, useState } from 'react'
import { type Order, OrderList } from './Orders.tsx'

// #region before
export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const channel = useChannel('private-orders')
  useEvent<Order>(
    channel,
    'order.paid',
    // Without useCallback, the handler is bound again on every render.
    useCallback((order) => order && setOrders((before) => [...before, order]), []),
  )
  const wave = useClientTrigger(channel)
  const { count } = usePresenceChannel('presence-till')

  return (
    <>
      <p>{count} at the till</p>
      <OrderList orders={orders} />
      <button type="button" onClick={() => wave('client-wave', {})}>
        Wave
      </button>
    </>
  )
}
// #endregion
