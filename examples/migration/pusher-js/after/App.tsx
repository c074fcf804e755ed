import { useState } from 'react'
import { PusherProvider, usePresence, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import type { DeskProps, Order } from '../desk-props.ts'

// #region app
function Status() {
  const { isConnected } = usePusherConnection()
  return <p role="status">{isConnected ? 'live' : 'offline'}</p>
}

export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const { error } = usePusherChannel<{ 'order.paid': Order }>('private-orders', {
    'order.paid': (order) => setOrders((before) => [...before, order]),
  })
  if (error) return <p role="alert">No access to the orders</p>
  return (
    <ul aria-label="Orders">
      {orders.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  )
}

function Clerks() {
  const { count } = usePresence('presence-desk')
  return <p>{count} at the desk</p>
}

export function Counter() {
  const [count, setCount] = useState(0)
  usePusherChannel('private-orders', 'order.paid', () => setCount((before) => before + 1))
  return <p>{count} new</p>
}

export function App({ appKey, cluster, token, network }: DeskProps) {
  const [isCounting, setIsCounting] = useState(true)
  return (
    <PusherProvider
      appKey={appKey}
      cluster={cluster}
      endpoints={{ auth: '/pusher/auth' }}
      auth={{ headers: { authorization: `Bearer ${token}` } }}
      debug={network === undefined}
      {...network}
    >
      <Status />
      <Orders />
      <Clerks />
      {isCounting && <Counter />}
      <button type="button" onClick={() => setIsCounting(false)}>
        Hide the counter
      </button>
    </PusherProvider>
  )
}
// #endregion
