import type { Released } from './release-client.ts'

/** A backend's connection, if it takes one within `timeout` ms; otherwise it is given up again. */
export function probe(open: () => Released, timeout: number): Promise<Released | null> {
  return new Promise((resolve) => {
    const opened = open()
    const { connection } = opened.client
    const end = (connected: Released | null) => {
      clearTimeout(timer)
      connection.unbind('connected', taken)
      if (!connected) opened.release()
      resolve(connected)
    }
    const taken = () => end(opened)
    const timer = setTimeout(end, timeout, null)
    connection.bind('connected', taken)
  })
}
