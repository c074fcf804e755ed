export interface Order {
  id: string
}

/** What both sides of a move draw. */
export function OrderList({ orders }: { orders: readonly Order[] }) {
  return (
    <ul>
      {orders.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  )
}
