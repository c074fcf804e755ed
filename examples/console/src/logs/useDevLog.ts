import { useEffect, useState } from 'react'
import { createEventLog, type EventLog } from 'react-pusher-kit'

/** A line of the dev server's log, from `GET /dev-log`. */
interface DevLogLine {
  number: number
  level: string
  text: string
  /** Epoch ms. */
  timestamp: number
}

/** ms before the stream is opened again. */
const pause = 2000

function isLine(value: unknown): value is DevLogLine {
  return typeof value === 'object' && value !== null && 'number' in value && 'text' in value
}

/** Calls a function for each line of the stream until it ends. */
async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: DevLogLine) => void) {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = `${rest}${decoder.decode(value, { stream: true })}`.split('\n')
    rest = parts.pop() ?? ''
    // Empty lines keep the connection alive.
    for (const part of parts) {
      const line: unknown = part === '' ? null : JSON.parse(part)
      if (isLine(line)) onLine(line)
    }
  }
}

/** Calls a function for each line after `last`, until the stream ends. */
async function readLog(
  { last, token, signal }: { last: number; token: string | null; signal: AbortSignal },
  onLine: (line: DevLogLine) => void,
) {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(`/dev-log?after=${last}`, { headers, signal })
  if (response.ok && response.body) await readLines(response.body, onLine)
}

/** The dev server's log, which is not published in a channel. Reconnects after a restart of the server. */
export function useDevLog(token: string | null): EventLog {
  const [log] = useState(() => createEventLog({ capacity: 10_000 }))

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined

    function take(line: DevLogLine) {
      last = line.number
      log.append({ seq: null, event: 'log', data: line, timestamp: line.timestamp })
    }

    async function follow() {
      // The stream also ends when the server stops or the component unmounts.
      await readLog({ last, token, signal }, take).catch(() => {})
      if (!signal.aborted) timer = setTimeout(() => void follow(), pause)
    }

    void follow()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [log, token])

  return log
}
