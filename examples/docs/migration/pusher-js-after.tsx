import { type ReactNode, useState } from 'react'
import { PusherProvider, usePusherChannel } from 'react-pusher-kit'
import { type Order, OrderList } from './Orders.tsx'

// #region after
export function Realtime({ token, children }: { token: string | null; children: ReactNode }) {
  return (
    <PusherProvider
      appKey="your-key"
      cluster="eu"
      endpoints={{ auth: '/pusher/auth' }}
      auth={{ getToken: () => token }}
      enabled={token !== null}
      debug
    >
      {children}
    </PusherProvider>
  )
}

export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  usePusherChannel<{ 'order.paid': Order }>('private-orders', {
    'order.paid': (order) => setOrders((before) => [...before, order]),
  })
  return <OrderList orders={orders} />
}
// #endregion
