import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { startDevServer, type DevServer, type DevServerOptions } from '../../../src/dev-server/index.ts'
import type { FeedMessage, FeedRecord } from '../../../src/inspector/index.ts'

/** A dev server, and its Console as a program. */
export interface ConsoleServer {
  dev: DevServer
  token: string
  /** Asks one of the Console's own routes. */
  ask: (route: string, init?: { method?: string; body?: unknown; headers?: object }) => Promise<Response>
  /** Reads the feed from a record on. */
  read: (after?: number) => FeedReader
}

export interface FeedReader {
  records: FeedRecord[]
  dropped: number
  closed: number | null
  close: () => void
}

/** Starts a server that ends with the test. */
export async function startConsole(options: DevServerOptions = {}): Promise<ConsoleServer> {
  const data = mkdtempSync(join(tmpdir(), 'console-'))
  const dev = await startDevServer({ port: 0, data, ...options })
  onTestFinished(async () => {
    await dev.close()
    rmSync(data, { recursive: true, force: true })
  })
  const config = (await (await fetch(`${dev.url}/dev-config.json`)).json()) as { consoleToken: string }
  const token = config.consoleToken
  return {
    dev,
    token,
    ask: (route, { method = 'GET', body, headers = {} } = {}) =>
      fetch(`${dev.url}/dev-console/${route}`, {
        method,
        headers: {
          'x-pusher-kit-console': token,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    read(after = 0) {
      const url = `${dev.url.replace('http', 'ws')}/dev-console/feed?after=${after}`
      const socket = new WebSocket(url, ['react-pusher-kit.console', token])
      const reader: FeedReader = { records: [], dropped: 0, closed: null, close: () => socket.close() }
      socket.on('message', (text) => {
        const message = JSON.parse((text as Buffer).toString()) as FeedMessage
        reader.dropped = message.dropped
        reader.records.push(...message.records)
      })
      socket.on('close', (code) => {
        reader.closed = code
      })
      onTestFinished(() => socket.terminate())
      return reader
    },
  }
}

/** Tries to open a WebSocket; resolves with the status of a refusal, 101 when it opens. */
export function upgradeStatus(url: string, protocols: string[], headers: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const socket = new WebSocket(url, protocols, { headers })
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (_, { statusCode = 0 }) => {
      socket.terminate()
      resolve(statusCode)
    })
    socket.on('error', (error) => (error.message.includes('closed before') ? undefined : reject(error)))
  })
}
