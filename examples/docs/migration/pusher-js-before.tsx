import Pusher from 'pusher-js'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type Order, OrderList } from './Orders.tsx'

// #region before
const PusherContext = createContext<Pusher | null>(null)

function createClient(): Pusher {
  Pusher.logToConsole = true
  const headers = { authorization: `Bearer ${sessionStorage.getItem('token')}` }
  return new Pusher('your-key', {
    cluster: 'eu',
    channelAuthorization: { endpoint: '/pusher/auth', transport: 'ajax', headers },
  })
}

interface ProviderProps {
  connect?: () => Pusher
  children: ReactNode
}

export function PusherProvider({ connect = createClient, children }: ProviderProps) {
  const [client] = useState(connect)
  useEffect(() => {
    client.connect()
    return () => client.disconnect()
  }, [client])
  return <PusherContext value={client}>{children}</PusherContext>
}

export function Orders() {
  const client = useContext(PusherContext)
  const [orders, setOrders] = useState<readonly Order[]>([])
  useEffect(() => {
    const channel = client?.subscribe('private-orders')
    channel?.bind('order.paid', (order: Order) => setOrders((before) => [...before, order]))
    return () => {
      channel?.unbind_all()
      client?.unsubscribe('private-orders')
    }
  }, [client])
  return <OrderList orders={orders} />
}
// #endregion
