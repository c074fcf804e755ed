/**
 * The reference server as a Web `fetch` handler: authorization, events, stored history, logs,
 * webhooks and usage.
 *
 * @example
 * ```ts
 * import { createPusherServer, jwt } from 'react-pusher-kit/server'
 *
 * const issuer = 'https://id.example.com'
 * const server = createPusherServer({
 *   pusher: { appId: '123', key: '…', secret: '…', cluster: 'eu' },
 *   channels: { 'private-user-{userId}': { events: {} } },
 *   authenticate: jwt({ jwksUrl: `${issuer}/jwks`, issuer, audience: 'chat' }),
 *   authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
 * })
 * export const POST = (request: Request) => server.fetch(request)
 * ```
 *
 * @module
 */
export * from './server/index.ts'
