/** Why a request of a transport was refused; explained in `docs/errors.md`. */
export type TransportErrorCode = 'transport_unsupported'

/** The paths of the HTTP transports of pusher-js and of SockJS (sockjs-protocol 0.3.3). */
const pusherPath = /^\/pusher\/app\/[^/]+\/\d+\/[^/]+\/xhr(?:_streaming|_send)?$/
const sockJsPath =
  /^\/pusher\/(?:info|iframe[^/]*|\d+\/[^/]+\/(?:xhr|xhr_streaming|xhr_send|eventsource|htmlfile|jsonp|jsonp_send|websocket))$/

const message =
  'Expected a WebSocket but got a request of an HTTP transport, which this dev server does not support; keep `ws` in ' +
  '`enabledTransports` of pusher-js, and configure proxies to forward WebSockets.'
/**
 * pusher-js retries after a second, starting with WebSockets (codes 4100 to 4199; Pusher documentation, "Pusher
 * Channels Protocol"). After a final code, a client whose WebSocket is only slow would never connect again.
 */
const closeCode = 4150

/** The response to a request of a fallback transport; null for other paths. */
export function refuseFallbackTransport(request: Request): Response | null {
  const { pathname, searchParams } = new URL(request.url)
  const isPusher = pusherPath.test(pathname)
  if (!isPusher && !sockJsPath.test(pathname)) return null
  // pusher-js reads only responses with status 200: opened, then closed with the reason.
  if (isPusher && request.method === 'POST' && searchParams.has('protocol')) {
    return new Response(`o{}\nc${JSON.stringify([closeCode, message])}\n`, {
      headers: { 'content-type': 'application/javascript; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
  const code: TransportErrorCode = 'transport_unsupported'
  return Response.json({ error: message, code }, { status: 404 })
}
