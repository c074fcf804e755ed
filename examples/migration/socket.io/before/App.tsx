import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { io, type Socket } from 'socket.io-client'
import { type DeskProps, type Order, OrderList } from '../desk.tsx'

// #region app
const SocketContext = createContext<Socket | null>(null)

interface ProviderProps extends Pick<DeskProps, 'token' | 'socketUrl'> {
  children: ReactNode
}

function SocketProvider({ token, socketUrl, children }: ProviderProps) {
  const [socket] = useState(() =>
    io(socketUrl, { auth: { token }, transports: ['websocket'], autoConnect: false }),
  )
  useEffect(() => {
    socket.connect()
    return () => void socket.disconnect()
  }, [socket])
  return <SocketContext value={socket}>{children}</SocketContext>
}

function useSocket(): Socket {
  const socket = useContext(SocketContext)
  if (!socket) throw new Error('useSocket must be used within SocketProvider')
  return socket
}

function Status() {
  const socket = useSocket()
  const [isConnected, setIsConnected] = useState(socket.connected)
  useEffect(() => {
    const up = () => setIsConnected(true)
    const down = () => setIsConnected(false)
    socket.on('connect', up).on('disconnect', down)
    return () => void socket.off('connect', up).off('disconnect', down)
  }, [socket])
  return <p role="status">{isConnected ? 'live' : 'offline'}</p>
}

function Orders() {
  const socket = useSocket()
  const [orders, setOrders] = useState<readonly Order[]>([])
  const [isDenied, setIsDenied] = useState(false)
  useEffect(() => {
    const joined = ({ error }: { error?: string }) => setIsDenied(error !== undefined)
    // A reconnect is a new socket on the server, which is in no room.
    const join = () => socket.emit('join', 'orders', joined)
    const add = (order: Order) => setOrders((before) => [...before, order])
    socket.on('connect', join).on('order.paid', add)
    return () => {
      socket.emit('leave', 'orders')
      socket.off('connect', join).off('order.paid', add)
    }
  }, [socket])
  return isDenied ? <p role="alert">No access to the orders</p> : <OrderList orders={orders} />
}

function PayButton({ id }: { id: string }) {
  const socket = useSocket()
  const [isPaid, setIsPaid] = useState(false)
  const pay = () => socket.emit('pay', { id }, ({ error }: { error?: string }) => setIsPaid(!error))
  return (
    <button type="button" onClick={pay}>
      {isPaid ? `${id} is paid` : `Pay ${id}`}
    </button>
  )
}

export function App({ token, socketUrl }: DeskProps) {
  return (
    <SocketProvider token={token} socketUrl={socketUrl}>
      <Status />
      <Orders />
      <PayButton id="B-1" />
    </SocketProvider>
  )
}
// #endregion
