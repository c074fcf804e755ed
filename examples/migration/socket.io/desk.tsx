import type { PusherProviderProps } from 'react-pusher-kit'

/** What both versions of the app get from the page that renders them. */
export interface DeskProps {
  /** The token of the signed-in user. */
  token: string
  /** The server of the old version. */
  socketUrl: string
  /** The Pusher app of the new version. */
  pusher: Pick<PusherProviderProps, 'appKey' | 'cluster' | 'createClient' | 'fetch'>
}

export interface Order {
  id: string
}

/** The list that both versions render. */
export function OrderList({ orders }: { orders: readonly Order[] }) {
  return (
    <ul aria-label="Orders">
      {orders.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  )
}
