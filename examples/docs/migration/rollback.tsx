import { Orders as OldOrders } from './websocket-before.tsx'
import { Orders as NewOrders } from './websocket-after.tsx'

// #region rollback
/**
 * `VITE_USE_PUSHER=false` (in Next.js `NEXT_PUBLIC_USE_PUSHER=false`) is the rollback: the old code runs, and
 * `PusherProvider` does not connect.
 */
export function Orders({ usePusher, url }: { usePusher: boolean; url: string }) {
  return usePusher ? <NewOrders /> : <OldOrders url={url} />
}
// #endregion
