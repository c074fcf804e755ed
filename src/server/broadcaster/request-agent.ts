/** Maximum size of a response, bytes, except for lists. The documented ones are below 1 KB. */
export const largestAnswer = 256 * 1024
/** ms between two checks of the size. */
const lookEvery = 50

interface Socket {
  bytesRead: number
  destroy: (error?: Error) => void
}

interface HttpAgent {
  createConnection: (...options: unknown[]) => Socket
  destroy: () => void
}

interface HttpModule {
  Agent: new () => HttpAgent
}

/** The connection of one request to a backend. */
export interface RequestAgent {
  /** For the `agent` option of Pusher's Node library. */
  agent: object
  /** Closes the connection in any state of the request. */
  end: () => void
}

/**
 * A connection that can be closed from outside, and that closes itself when the response is too large. Pusher's Node
 * library neither exposes the body of an error response nor limits it, so an endless body would keep its socket open.
 *
 * @param largest - maximum size of the response, bytes
 * @returns null on a runtime without Node's `http` module
 */
export function requestAgent(useTls: boolean, largest = largestAnswer): RequestAgent | null {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => HttpModule } }
  const http = process?.getBuiltinModule?.(useTls ? 'https' : 'http')
  if (!http) return null
  const agent = new http.Agent()
  const connect = agent.createConnection
  const sockets: Socket[] = []
  agent.createConnection = (...options) => {
    // A second connection is a redirect. Redirects are not documented, and events must not be sent to another server.
    if (sockets.length > 0) throw new Error('Expected a response but got a redirect.')
    const socket = connect.apply(agent, options)
    sockets.push(socket)
    return socket
  }
  // Not a listener for `data`, because node-fetch then takes the response for incomplete.
  const looking = setInterval(() => {
    for (const socket of sockets) {
      if (socket.bytesRead > largest) {
        socket.destroy(new Error(`Expected a response of at most ${largest} bytes.`))
      }
    }
  }, lookEvery)
  return {
    agent,
    end() {
      clearInterval(looking)
      agent.destroy()
    },
  }
}
