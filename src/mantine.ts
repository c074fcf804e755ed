/**
 * Mantine components over the hooks. Import the styles once, after Mantine's. If the app uses Mantine's
 * `styles.layer.css`, import `react-pusher-kit/mantine/styles.layer.css` instead, which is in the same
 * cascade layer.
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
