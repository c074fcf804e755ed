/**
 * The fields of a request to an endpoint, from a form, JSON or the query string, as the kit and pusher-js send them.
 */
export async function readFields(url: URL, init: RequestInit): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = Object.fromEntries(url.searchParams)
  const text = await readText(init.body)
  if (text === '') return fields
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return { ...fields, ...parsed }
  } catch {
    // Not JSON, so it is a form.
  }
  return { ...fields, ...Object.fromEntries(new URLSearchParams(text)) }
}

/** The bearer token of a request, or null. */
export function tokenOf(headers: Headers): string | null {
  return /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null
}

async function readText(body: RequestInit['body']): Promise<string> {
  if (body == null) return ''
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  return new Response(body).text()
}
