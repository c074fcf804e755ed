import { appendRecords, emptyFeed, type FeedList, type FeedMessage } from '../../../../src/inspector/index.ts'
import type { ConsoleApi } from './console-api.ts'

export interface FeedSnapshot {
  list: FeedList
  /** `denied`: the server gives this page no token. */
  status: 'connecting' | 'live' | 'offline' | 'denied'
}

/** The feed of the server. Connected while it has subscribers; received records stay. */
export interface FeedStore {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => FeedSnapshot
}

/** ms before the socket is opened again. */
const pause = 1000
/** ms between two updates of the page, because the server sends messages more often than users can read them. */
const updateInterval = 100

export function createFeedStore(api: ConsoleApi): FeedStore {
  const listeners = new Set<() => void>()
  let snapshot: FeedSnapshot = { list: emptyFeed, status: 'connecting' }
  let stop: (() => void) | null = null
  /** The token of the server start to which the records belong. */
  let tokenOfList: string | null = null
  /** Received since the last update. */
  let waiting: FeedMessage[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** In the time of `performance.now()`. */
  let updatedAt = Number.NEGATIVE_INFINITY

  function update(change: Partial<FeedSnapshot>): void {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  /** Shows a message immediately, and combines those that follow shortly after. */
  function take(message: FeedMessage): void {
    waiting.push(message)
    timer ??= setTimeout(showWaiting, Math.max(0, updatedAt + updateInterval - performance.now()))
  }

  function showWaiting(): void {
    clearTimeout(timer)
    timer = undefined
    const newest = waiting.at(-1)
    if (!newest) return
    const records = waiting.flatMap((message) => message.records)
    waiting = []
    updatedAt = performance.now()
    update({ list: appendRecords(snapshot.list, { dropped: newest.dropped, records }) })
  }

  function open(controller: AbortController): void {
    const { token } = api
    if (token === null) {
      update({ status: 'denied' })
      return
    }
    showWaiting()
    // The numbers of records start again after a restart of the server.
    if (token !== tokenOfList) update({ list: emptyFeed })
    tokenOfList = token
    const last = snapshot.list.rows.at(-1)?.key ?? 0
    const url = `${location.origin.replace(/^http/, 'ws')}/dev-console/feed?after=${last}`
    const socket = new WebSocket(url, ['react-pusher-kit.console', token])
    const { signal } = controller
    signal.addEventListener('abort', () => socket.close())
    socket.addEventListener('open', () => update({ status: 'live' }))
    socket.addEventListener('message', ({ data }) => {
      if (signal.aborted) return
      take(JSON.parse(String(data)) as FeedMessage)
    })
    socket.addEventListener('close', () => {
      if (signal.aborted) return
      update({ status: 'offline' })
      setTimeout(() => void reopen(controller), pause)
    })
  }

  async function reopen(controller: AbortController): Promise<void> {
    await api.renew(controller.signal).catch(() => {})
    if (!controller.signal.aborted) open(controller)
  }

  function start(): () => void {
    const controller = new AbortController()
    open(controller)
    return () => {
      controller.abort()
      showWaiting()
    }
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      stop ??= start()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}
