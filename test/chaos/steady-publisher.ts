import { randomUUID } from 'node:crypto'

export const thread = 'chaos'

export function textOf(line: number): string {
  return `line ${line}`
}

export interface PublishOptions {
  lines: number
  /** Lines of a request. */
  batch: number
  /** Called after each request with the count of lines so far; false ends the publishing. */
  onBatch: (sent: number) => Promise<boolean | void>
}

/**
 * Stores numbered lines through a server that may be away for a while; none twice, none left out.
 *
 * @returns count of the lines
 */
export async function publishLines(
  serverUrl: () => string,
  token: string,
  { lines, batch, onBatch }: PublishOptions,
): Promise<number> {
  for (let first = 1; first <= lines; first += batch) {
    const count = Math.min(batch, lines - first + 1)
    const body = Array.from({ length: count }, (_, row) => ({
      text: textOf(first + row),
      thread_id: thread,
      level: 'info',
      timestamp: new Date().toISOString(),
    }))
    await postUntilAccepted(serverUrl, token, body)
    const sent = first + count - 1
    if ((await onBatch(sent)) === false) return sent
  }
  return lines
}

async function postUntilAccepted(serverUrl: () => string, token: string, body: unknown): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
  }
  for (;;) {
    const response = await fetch(`${serverUrl()}/api/v1/logs`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }).catch(() => null)
    if (response?.ok) return
    if (response && response.status < 500 && response.status !== 429) {
      throw new Error(
        `Expected the lines to be accepted but got ${response.status}: ${await response.text()}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
