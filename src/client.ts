/**
 * The stores behind the hooks, for code outside React.
 *
 * ```ts
 * import { createPusherKit } from 'react-pusher-kit/client'
 *
 * const kit = createPusherKit({ appKey: 'key', cluster: 'eu' })
 * const stop = kit.listen('news', 'published', (article, meta) => show(article, meta.seq))
 * kit.connection.subscribe(() => show(kit.connection.getSnapshot().state))
 * await kit.trigger('presence-room', 'client-cursor', { x: 1, y: 2 }, { coalesce: true })
 * stop()
 * kit.dispose()
 * ```
 *
 * @module
 */
export * from './client/index.ts'
