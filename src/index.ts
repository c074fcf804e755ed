/**
 * React hooks for Pusher Channels.
 *
 * ```tsx
 * import { PusherProvider, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
 *
 * function News() {
 *   const { isConnected } = usePusherConnection()
 *   usePusherChannel('news', 'published', (article) => show(article))
 *   return <p>{isConnected ? 'live' : 'offline'}</p>
 * }
 *
 * <PusherProvider appKey="key" cluster="eu"><News /></PusherProvider>
 * ```
 *
 * @module
 */
export * from './react/index.ts'
