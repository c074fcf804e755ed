import type { DisposableClient } from '../core/disposable-client.ts'

/** Resolves with the client once it is connected; disposes it and resolves with null after `timeout` ms. */
export function probe(open: () => DisposableClient, timeout: number): Promise<DisposableClient | null> {
  return new Promise((resolve) => {
    const opened = open()
    const { connection } = opened.client
    const end = (connected: DisposableClient | null) => {
      clearTimeout(timer)
      connection.unbind('connected', taken)
      if (!connected) opened.dispose()
      resolve(connected)
    }
    const taken = () => end(opened)
    const timer = setTimeout(end, timeout, null)
    connection.bind('connected', taken)
  })
}
