import { createPusherKit } from 'react-pusher-kit/client'
import { whenSettled } from '../settled.ts'

const parameters = new URLSearchParams(location.search)
const kit = createPusherKit({
  appKey: parameters.get('key'),
  options: {
    wsHost: location.hostname,
    wsPort: Number(location.port),
    forceTLS: false,
    cluster: '',
    enabledTransports: ['ws'],
  },
  auth: { getToken: () => parameters.get('token') },
})
const log = kit.log<{ text: string; thread_id: string }>({
  channel: 'logs',
  event: 'log',
  capacity: Number(parameters.get('capacity')),
  preload: Number(parameters.get('capacity')),
})

function stateOf(thread: string) {
  const { gaps, status, error } = log.getSnapshot()
  return {
    lines: log.threadSize(thread),
    gaps: gaps.length,
    status: error ? `${status}: ${error.message} ${String(error.cause)}` : status,
  }
}

/** Asked by the test. */
Object.assign(window, {
  logSettled: (thread: string, lines: number, patience: number) =>
    whenSettled(log, () => stateOf(thread), lines, patience),
  readLog: (thread: string) =>
    log
      .slice()
      .filter(({ data }) => data.thread_id === thread)
      .map(({ data }) => data.text),
})
