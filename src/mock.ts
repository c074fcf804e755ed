/**
 * Pusher in memory, for tests and stories: the real pusher-js connects through an in-memory socket to an
 * implementation of the whole protocol. It patches no globals, and mocks are isolated from each other.
 *
 * @example
 * ```tsx
 * import { PusherProvider } from 'react-pusher-kit'
 * import { createMockPusher } from 'react-pusher-kit/mock'
 *
 * const mock = createMockPusher()
 * render(
 *   <PusherProvider {...mock.provider}>
 *     <Logs />
 *   </PusherProvider>,
 * )
 * await mock.subscribed('logs')
 * mock.trigger('logs', 'log', { text: 'hello' })
 * expect(await screen.findByText('hello')).toBeVisible()
 * mock.drop() // the client loses its connection and reconnects
 * mock.dispose()
 * ```
 *
 * @module
 */
export * from './mock/index.ts'
