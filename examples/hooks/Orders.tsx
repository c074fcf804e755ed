import { usePusherConnection, usePusherEvents } from 'react-pusher-kit'

export function Orders() {
  const { isConnected } = usePusherConnection()
  const orders = usePusherEvents<{ id: string }>('orders', 'paid', { limit: 10 })
  return (
    <ul aria-label={isConnected ? 'Paid orders, live' : 'Paid orders, offline'}>
      {orders.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  )
}
