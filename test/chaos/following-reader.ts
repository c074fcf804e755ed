import Pusher from 'pusher-js'
import { createPusherKit } from 'react-pusher-kit/client'
import { clientAt } from '../dev-server/settings-at.ts'
import { whenSettled, type ReaderState } from './settled.ts'
import { thread } from './steady-publisher.ts'

/** A backend as a page connects to it. */
export interface Reachable {
  appKey: string
  port: number
}

export interface FollowingOptions {
  /** The primary first. */
  backends: readonly Reachable[]
  /** Sends a request to one of the servers. */
  send: (path: string, init?: RequestInit) => Promise<Response>
  /** It sends a request each second; else it only listens. */
  talks: boolean
  capacity: number
}

/** ms between two requests of a reader that talks. */
const talkPause = 1000

/** A reader of the log, in this process, that follows the servers to another backend. */
export function openFollowingReader({ backends, send, talks, capacity }: FollowingOptions) {
  const [first, ...rest] = backends as [Reachable, ...Reachable[]]
  /** The key of the backend at which it is to arrive. */
  let expected: string | undefined
  let onArrival: (at: number) => void = () => {}

  const kit = createPusherKit({
    appKey: first.appKey,
    options: clientAt(first.port),
    fallbacks: rest.map(({ appKey, port }) => ({ appKey, options: clientAt(port) })),
    createClient: (appKey, options) => {
      const pusher = new Pusher(appKey, options)
      pusher.connection.bind('message', ({ event }: { event: string }) => {
        const isOfChannel = event === 'pusher_internal:subscription_succeeded' || !event.startsWith('pusher')
        if (appKey === expected && isOfChannel) onArrival(performance.now())
      })
      return pusher
    },
    fetch: (input, init) => send(input as string, init),
  })
  const log = kit.log<{ text: string; thread_id: string }>({
    channel: 'logs',
    event: 'log',
    capacity,
    preload: capacity,
  })
  const talking = talks
    ? setInterval(() => void kit.sendMessage('logs', 'note', {}).catch(() => {}), talkPause)
    : undefined
  const state = (): ReaderState => {
    const { gaps, status } = log.getSnapshot()
    return { lines: log.threadSize(thread), gaps: gaps.length, status }
  }
  return {
    talks,
    /** Resolves when it is subscribed at a backend, with the time, ms of `performance.now()`. */
    arrivalAt(appKey: string): Promise<number> {
      return new Promise((resolve) => {
        expected = appKey
        onArrival = resolve
      })
    },
    settled: (lines: number, patience: number) => whenSettled(log, state, lines, patience),
    read: () =>
      log
        .slice()
        .filter(({ data }) => data.thread_id === thread)
        .map(({ data }) => data.text),
    close() {
      clearInterval(talking)
      log.release()
      kit.dispose()
    },
  }
}
