import { once } from 'node:events'
import { WebSocket } from 'ws'

interface Reply {
  id?: number
  type: string
  result?: unknown
  error?: string
  message?: string
}

interface Waiting {
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/** A session of WebDriver BiDi (W3C): commands with an id, replies with the same id. */
export async function openBidi(address: string) {
  const socket = new WebSocket(address, { maxPayload: 0 })
  await once(socket, 'open')
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  socket.on('message', (data) => {
    const { id, type, result, error, message } = JSON.parse((data as Buffer).toString('utf8')) as Reply
    const command = id === undefined ? undefined : waiting.get(id)
    if (id === undefined || !command) return
    waiting.delete(id)
    if (type === 'error') command.reject(new Error(`${error}: ${message}`))
    else command.resolve(result)
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser closed the session.'))
    waiting.clear()
  })

  const send = <T = unknown>(method: string, params: object = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, { resolve: resolve as (result: unknown) => void, reject })
      socket.send(JSON.stringify({ id: lastId, method, params }))
    })

  const session = await send<{ capabilities: { browserVersion: string } }>('session.new', {
    capabilities: {},
  })
  return { send, version: session.capabilities.browserVersion }
}
