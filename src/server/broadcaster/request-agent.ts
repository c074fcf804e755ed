/** Largest answer that is read, bytes, but for lists; the documented ones are below 1 KB. */
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
  /** For the option `agent` of the official package. */
  agent: object
  /** Closes the connection in any state of the request. */
  end: () => void
}

/**
 * A connection that can be closed from outside, and that closes by itself when the answer is too large. The official
 * package neither exposes the body of a refusal nor limits it: one that never ends would keep its socket open.
 *
 * @param largest - bytes of the answer
 * @returns null on a runtime without Node's `http`
 */
export function requestAgent(useTls: boolean, largest = largestAnswer): RequestAgent | null {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => HttpModule } }
  const http = process?.getBuiltinModule?.(useTls ? 'https' : 'http')
  if (!http) return null
  const agent = new http.Agent()
  const connect = agent.createConnection
  const sockets: Socket[] = []
  agent.createConnection = (...options) => {
    // A second connection is a redirect. It is not the documented answer, and events are sent to no other server.
    if (sockets.length > 0) throw new Error('Expected an answer but got a redirect.')
    const socket = connect.apply(agent, options)
    sockets.push(socket)
    return socket
  }
  // Not by a listener for `data`: node-fetch takes one for a sign that the answer broke off.
  const looking = setInterval(() => {
    for (const socket of sockets) {
      if (socket.bytesRead > largest) {
        socket.destroy(new Error(`Expected an answer of at most ${largest} bytes.`))
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
