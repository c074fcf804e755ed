/** Whether an endpoint answered with a page of the app: 200 and HTML, as development servers do for unknown paths. */
export function isPage(response: Pick<Response, 'ok' | 'headers'>, text: string): boolean {
  const type = response.headers.get('content-type') ?? ''
  return response.ok && (/^text\/html\b/i.test(type) || /^\s*<(!doctype|html)\b/i.test(text))
}

/** What came in place of an answer, and what to do. */
export function pageInstead(status: number, url: string): string {
  return (
    `an HTML page (${status}), as the app's own server answers for a path that it does not know. Proxy ${url} to ` +
    'the server that signs (in Vite: server.proxy, in Next.js: rewrites), or set endpoints to its full URL'
  )
}
