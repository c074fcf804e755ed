import { useConnectionStatus, useEcho, useEchoPublic } from '@laravel/echo-react'
import { useState } from 'react'
import { type Order, OrderList } from './Orders.tsx'

// #region before
export function Orders() {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const [news, setNews] = useState('')
  const status = useConnectionStatus()
  useEcho<Order>('orders', 'OrderPaid', (order) => setOrders((before) => [...before, order]))
  useEchoPublic<{ text: string }>('news', '.published', ({ text }) => setNews(text))

  return (
    <>
      <p>
        {status}: {news}
      </p>
      <OrderList orders={orders} />
    </>
  )
}
// #endregion
