export interface Order {
  id: string
}

/** The list that both versions render. */
export function OrderList({ orders }: { orders: readonly Order[] }) {
  return (
    <ul>
      {orders.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  )
}
