/**
 * A local Pusher Channels for development: Pusher's protocol and HTTP API over real sockets, the reference
 * server and a console on one port. The command line starts the same server: `npx react-pusher-kit serve`.
 *
 * @example
 * ```ts
 * import { startDevServer } from 'react-pusher-kit/dev-server'
 *
 * const dev = await startDevServer({ port: 0, data: '.data' })
 * process.env.PUSHER_PORT = String(dev.port)
 * // … tests that use the official `pusher` and `pusher-js` …
 * await dev.close()
 * ```
 *
 * @module
 */
export * from './dev-server/index.ts'
