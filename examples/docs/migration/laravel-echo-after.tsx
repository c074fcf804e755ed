import { useState } from 'react'
import { usePusherChannel, usePusherConnection, usePusherEvents } from 'react-pusher-kit'
import { type Order, OrderList } from './Orders.tsx'

// #region after
export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const [latest] = usePusherEvents<{ text: string }>('news', 'published', { limit: 1 })
  const { state } = usePusherConnection()
  // The full names that Laravel sends. Echo adds `private-` and the namespace automatically.
  usePusherChannel<Record<string, Order>>('private-orders', {
    'App\\Events\\OrderPaid': (order) => setOrders((before) => [...before, order]),
  })

  return (
    <>
      <p>
        {state}: {latest?.text}
      </p>
      <OrderList orders={orders} />
    </>
  )
}
// #endregion

// #region provider
/** For the provider: the auth endpoint of Laravel, and the header that its guard requires. */
export const laravel = {
  endpoints: { auth: '/broadcasting/auth' },
  auth: { headers: { 'X-CSRF-TOKEN': 'from the meta tag of the page' } },
}

/** For `options` of the provider: Reverb on your own host. */
export const reverb = {
  wsHost: 'reverb.example.com',
  wsPort: 8080,
  wssPort: 443,
  enabledTransports: ['ws', 'wss'] as const,
}
// #endregion
