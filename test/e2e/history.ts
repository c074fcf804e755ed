export interface StoredLine {
  seq: number
  text: string
  thread: string
}

interface Page {
  events: { seq: number; data: { text: string; thread_id: string } }[]
  next_cursor: number
  has_more: boolean
}

/** All lines of channel `logs`, by the history route. */
export async function storedLines(url: string): Promise<StoredLine[]> {
  const lines: StoredLine[] = []
  let cursor = 0
  for (;;) {
    const response = await fetch(`${url}/api/v1/channels/logs/events?after=${cursor}&limit=1000`)
    if (!response.ok) throw new Error(`Expected a page of history, but got ${response.status}.`)
    const page = (await response.json()) as Page
    for (const { seq, data } of page.events) lines.push({ seq, text: data.text, thread: data.thread_id })
    if (!page.has_more) return lines
    cursor = page.next_cursor
  }
}
