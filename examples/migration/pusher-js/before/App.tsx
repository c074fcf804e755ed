import type { PresenceChannel } from 'pusher-js'
import { useEffect, useState } from 'react'
import type { DeskProps, Order } from '../desk-props.ts'
import { PusherProvider, usePusher } from './PusherContext.tsx'

// #region app
export function Status() {
  const client = usePusher()
  const [state, setState] = useState<string>(client.connection.state)
  useEffect(() => {
    const change = ({ current }: { current: string }) => setState(current)
    client.connection.bind('state_change', change)
    return () => {
      client.connection.unbind('state_change', change)
    }
  }, [client])
  return <p role="status">{state === 'connected' ? 'live' : 'offline'}</p>
}

function Orders() {
  const client = usePusher()
  const [orders, setOrders] = useState<readonly Order[]>([])
  const [isDenied, setIsDenied] = useState(false)
  useEffect(() => {
    const channel = client.subscribe('private-orders')
    channel.bind('order.paid', (order: Order) => setOrders((before) => [...before, order]))
    channel.bind('pusher:subscription_error', () => setIsDenied(true))
    return () => {
      channel.unbind_all()
      client.unsubscribe('private-orders')
    }
  }, [client])
  if (isDenied) return <p role="alert">No access to the orders</p>
  return (
    <ul aria-label="Orders">
      {orders.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  )
}

export function Clerks() {
  const client = usePusher()
  const [count, setCount] = useState(0)
  useEffect(() => {
    const channel = client.subscribe('presence-desk') as PresenceChannel
    const recount = () => setCount(channel.members.count)
    channel.bind('pusher:subscription_succeeded', recount)
    channel.bind('pusher:member_added', recount)
    channel.bind('pusher:member_removed', recount)
    return () => {
      channel.unbind_all()
      client.unsubscribe('presence-desk')
    }
  }, [client])
  return <p>{count} at the desk</p>
}

function Counter() {
  const client = usePusher()
  const [count, setCount] = useState(0)
  useEffect(() => {
    const channel = client.subscribe('private-orders')
    channel.bind('order.paid', () => setCount((before) => before + 1))
    return () => {
      channel.unbind_all()
      client.unsubscribe('private-orders')
    }
  }, [client])
  return <p>{count} new</p>
}

export function App(props: DeskProps) {
  const [isCounting, setIsCounting] = useState(true)
  return (
    <PusherProvider {...props}>
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
