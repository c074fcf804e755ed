import type { PusherServer } from 'react-pusher-kit/server'

// #region publish
/** Call it anywhere in your backend. The payload is typed and validated; persisted channels number and store it. */
export async function orderPaid(
  { publish }: PusherServer,
  shopId: string,
  order: { id: string; cents: number },
) {
  // With the order's id as the key, a job that runs twice publishes once.
  await publish(`private-shop-${shopId}`, 'order.paid', order, { idempotencyKey: `paid:${order.id}` })
}
// #endregion
