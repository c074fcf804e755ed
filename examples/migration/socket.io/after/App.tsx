import { useState } from 'react'
import { PusherProvider, usePusherActions, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import { type DeskProps, type Order, OrderList } from '../desk.tsx'

// #region app
function Status() {
  const { isConnected } = usePusherConnection()
  return <p role="status">{isConnected ? 'live' : 'offline'}</p>
}

function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const { error } = usePusherChannel<{ 'order.paid': Order }>('private-orders', {
    'order.paid': (order) => setOrders((before) => [...before, order]),
  })
  return error ? <p role="alert">No access to the orders</p> : <OrderList orders={orders} />
}

function PayButton({ id }: { id: string }) {
  const { sendMessage } = usePusherActions()
  const [isPaid, setIsPaid] = useState(false)
  const pay = async () => {
    await sendMessage('private-orders', 'pay', { id })
    setIsPaid(true)
  }
  return (
    <button type="button" onClick={() => void pay()}>
      {isPaid ? `${id} is paid` : `Pay ${id}`}
    </button>
  )
}

export function App({ token, pusher }: DeskProps) {
  return (
    <PusherProvider {...pusher} auth={{ getToken: () => token }}>
      <Status />
      <Orders />
      <PayButton id="B-1" />
    </PusherProvider>
  )
}
// #endregion
