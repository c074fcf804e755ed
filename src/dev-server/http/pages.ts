/** Below `/admin/` these are routes of the reference server, whatever the request accepts. */
const adminRoutes = new Set(['broadcaster-status', 'channels'])

/** The paths of the console's tabs. */
const tabs = new Set([
  '/',
  '/overview',
  '/events',
  '/create',
  '/channels',
  '/connections',
  '/logs',
  '/runs',
  '/webhooks',
  '/usage',
])

/**
 * The console's page for a request. `/`, the paths of its tabs and `/admin/{thread}` are pages for browsers, which
 * accept HTML. Other requests are handled by the routes.
 */
export function isPageRequest({
  method,
  headers,
  url,
}: Pick<Request, 'method' | 'headers' | 'url'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const { pathname } = new URL(url)
  if (tabs.has(pathname)) return true
  const [, thread] = /^\/admin\/([^/]+)\/?$/.exec(pathname) ?? []
  return thread !== undefined && !adminRoutes.has(thread) && acceptsHtml(headers)
}

function acceptsHtml(headers: Headers): boolean {
  return (headers.get('accept') ?? '').toLowerCase().includes('text/html')
}
