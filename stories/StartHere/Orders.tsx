import type { ReactNode } from 'react'
import { usePusherConnection, usePusherEvents } from 'react-pusher-kit'

/** The app that the demo tests. */
export function Orders(): ReactNode {
  const { isConnected } = usePusherConnection()
  const paid = usePusherEvents('orders', 'paid')
  return (
    <>
      <div>{paid.length} paid</div>
      <div>{isConnected ? 'online' : 'offline'}</div>
    </>
  )
}
