import type { PusherServer } from 'react-pusher-kit/server'

// #region publish
/** From anywhere in your backend: typed and checked by the declaration, numbered and stored if the channel says so. */
export async function orderPaid(
  { publish }: PusherServer,
  shopId: string,
  order: { id: string; cents: number },
) {
  // The order's id as the key: a job that runs twice publishes once.
  await publish(`private-shop-${shopId}`, 'order.paid', order, { idempotencyKey: `paid:${order.id}` })
}
// #endregion
