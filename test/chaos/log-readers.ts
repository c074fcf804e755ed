import { createPusherKit } from 'react-pusher-kit/client'
import { thread } from './steady-publisher.ts'
import { whenSettled, type ReaderState } from './settled.ts'

/** Somebody who reads the log over the bad link. */
export interface LogReader {
  /** How far the reader is when it has so many lines and no gap, or after `patience` ms. */
  settled: (lines: number, patience: number) => Promise<ReaderState>
  /** Texts of the published thread, in the reader's order. */
  read: () => Promise<readonly string[]>
  close: () => Promise<void>
}

export interface Link {
  appKey: string
  token: string
  port: number
  capacity: number
}

/** A reader in this process, on pusher-js's node build. */
export function openNodeReader({ appKey, token, port, capacity }: Link): Promise<LogReader> {
  const base = `http://127.0.0.1:${port}`
  const kit = createPusherKit({
    appKey,
    options: { wsHost: '127.0.0.1', wsPort: port, forceTLS: false, cluster: '', enabledTransports: ['ws'] },
    endpoints: { history: `${base}/api/v1/channels/{channel}/events`, auth: `${base}/api/v1/pusher/auth` },
    auth: { getToken: () => token },
  })
  const log = kit.log<{ text: string; thread_id: string }>({
    channel: 'logs',
    event: 'log',
    capacity,
    preload: capacity,
  })
  const state = (): ReaderState => {
    const { gaps, status } = log.getSnapshot()
    return { lines: log.threadSize(thread), gaps: gaps.length, status }
  }
  return Promise.resolve({
    settled: (lines, patience) => whenSettled(log, state, lines, patience),
    read: () => {
      const entries = log.slice().filter(({ data }) => data.thread_id === thread)
      return Promise.resolve(entries.map(({ data }) => data.text))
    },
    close: () => {
      log.release()
      kit.dispose()
      return Promise.resolve()
    },
  })
}
