/** The tabs in order, by the first segment of their paths. */
export const tabs = {
  overview: 'Overview',
  events: 'Events',
  create: 'Event creator',
  channels: 'Channels',
  connections: 'Connections',
  logs: 'Logs',
  runs: 'Runs',
  webhooks: 'Webhooks',
  usage: 'Usage',
} as const

export type TabName = keyof typeof tabs

/** The page of a URL. */
export type Page = { name: TabName } | { name: 'run'; thread: string }

/** `/admin/{thread}` is one run; a path without a tab shows the log. */
export function pageOf(pathname: string): Page {
  const [, encoded] = /^\/admin\/([^/]+)\/?$/.exec(pathname) ?? []
  const thread = encoded === undefined ? null : decoded(encoded)
  if (thread !== null) return { name: 'run', thread }
  const [, name = ''] = /^\/([^/]+)\/?$/.exec(pathname) ?? []
  return { name: Object.hasOwn(tabs, name) ? (name as TabName) : 'logs' }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
