import Pusher from 'pusher-js'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type Order, OrderList } from './Orders.tsx'

// #region before
const PusherContext = createContext<Pusher | null>(null)

export const createClient = (appKey: string, cluster: string, token: string) => () => {
  Pusher.logToConsole = true
  const headers = { authorization: `Bearer ${token}` }
  return new Pusher(appKey, {
    cluster,
    channelAuthorization: { endpoint: '/pusher/auth', transport: 'ajax', headers },
  })
}

export function PusherProvider({ connect, children }: { connect: () => Pusher; children: ReactNode }) {
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
