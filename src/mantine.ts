/**
 * Mantine components over the hooks. Load the styles once, after Mantine's own; with Mantine's
 * `styles.layer.css` take `react-pusher-kit/mantine/styles.layer.css`, which joins its cascade layer.
 *
 * ```tsx
 * import '@mantine/core/styles.css'
 * import 'react-pusher-kit/mantine/styles.css'
 * import { PusherProvider } from 'react-pusher-kit'
 * import { ConnectionBadge } from 'react-pusher-kit/mantine'
 *
 * export const Status = () => (
 *   <PusherProvider appKey="…" cluster="eu">
 *     <ConnectionBadge />
 *   </PusherProvider>
 * )
 * ```
 * @module
 */
export * from './mantine/index.ts'
