/** Whether an endpoint responded with 200 and HTML, as development servers do for unknown paths. */
export function isPage(response: Pick<Response, 'ok' | 'headers'>, text: string): boolean {
  const type = response.headers.get('content-type') ?? ''
  return response.ok && (/^text\/html\b/i.test(type) || /^\s*<(!doctype|html)\b/i.test(text))
}
