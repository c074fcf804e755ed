/** What the address asks for. */
export type Page = { name: 'logs' } | { name: 'run'; thread: string }

/** `/admin/{thread}` is one run; every other path is the log. */
export function pageOf(pathname: string): Page {
  const [, encoded] = /^\/admin\/([^/]+)\/?$/.exec(pathname) ?? []
  const thread = encoded === undefined ? null : decoded(encoded)
  return thread === null ? { name: 'logs' } : { name: 'run', thread }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
