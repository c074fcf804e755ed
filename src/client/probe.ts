import type { Released } from './release-client.ts'

/** Whether a backend takes a connection within `timeout` ms. The connection is given up again. */
export function probe(open: () => Released, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const { client, release } = open()
    const { connection } = client
    const end = (isTaken: boolean) => {
      clearTimeout(timer)
      connection.unbind('connected', taken)
      release()
      resolve(isTaken)
    }
    const taken = () => end(true)
    const timer = setTimeout(end, timeout, false)
    connection.bind('connected', taken)
  })
}
