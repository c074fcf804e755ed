import { useEventLog } from 'react-pusher-kit'
import { type Order, OrderList } from './Orders.tsx'

// #region after
export function Orders() {
  const { log, size } = useEventLog<Order>({ channel: 'private-orders', event: 'order.paid' })
  return <OrderList orders={log.slice(0, size).map(({ data }) => data)} />
}
// #endregion
