/** Whether an endpoint responded with 200 and HTML, as development servers do for unknown paths. */
export function isPage(response: Pick<Response, 'ok' | 'headers'>, text: string): boolean {
  const type = response.headers.get('content-type') ?? ''
  return response.ok && (/^text\/html\b/i.test(type) || /^\s*<(!doctype|html)\b/i.test(text))
}

/** The text of an error about such a page. */
export function pageInstead(status: number, url: string): string {
  return (
    `an HTML page (${status}), which the app's own server returns for an unknown path. Proxy ${url} to the Pusher ` +
    'server of the app (in Vite: server.proxy, in Next.js: rewrites), or set endpoints to its full URL'
  )
}
