/** As much of an answer as is read, in bytes; the documented ones are below 1 KB. */
export const largestAnswer = 256 * 1024
/** ms between two looks at how much has come. */
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
  /** Closes the connection, whatever state the request is in. */
  end: () => void
}

/**
 * A connection that can be closed from outside, and that closes by itself when the answer is too large. The official
 * package neither hands out the body of a refusal nor bounds it: one that never ends would hold its socket for ever.
 *
 * @returns null on a runtime without Node's `http`
 */
export function requestAgent(useTls: boolean): RequestAgent | null {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => HttpModule } }
  const http = process?.getBuiltinModule?.(useTls ? 'https' : 'http')
  if (!http) return null
  const agent = new http.Agent()
  const connect = agent.createConnection
  const sockets: Socket[] = []
  agent.createConnection = (...options) => {
    // Another connection is a redirect: the events go to nobody else, and it is not the documented answer.
    if (sockets.length > 0) throw new Error('Expected an answer but got a redirect.')
    const socket = connect.apply(agent, options)
    sockets.push(socket)
    return socket
  }
  // Not by a listener for `data`: node-fetch takes one for a sign that the answer broke off.
  const looking = setInterval(() => {
    for (const socket of sockets) {
      if (socket.bytesRead > largestAnswer) {
        socket.destroy(new Error(`Expected an answer of at most ${largestAnswer} bytes.`))
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
