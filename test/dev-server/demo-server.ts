import { Feed } from '../../src/dev-server/console/feed.ts'
import type { DevCredentials } from '../../src/dev-server/identity/dev-credentials.ts'
import { createSelfLog } from '../../src/dev-server/self-log/self-log.ts'
import { createReferenceServer } from '../../src/dev-server/http/reference-server.ts'
import { demoSetup } from '../../src/dev-server/setup/serve-setup.ts'
import { devTokens, memoryStore } from 'react-pusher-kit/server'
import type { User } from 'react-pusher-kit/server'

/** One user per role that the demo's policies know; the token is the user's name. */
const users: Readonly<Record<string, User>> = {
  developer: { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] },
  ada: { id: 'ada', info: { name: 'Ada' }, roles: ['class:7', 'classroom:7', 'session:7', 'agent:7'] },
  stranger: {
    id: 'stranger',
    info: { name: 'Stranger' },
    roles: ['class:8', 'classroom:70', 'session:', 'agent'],
  },
}

export const testCredentials: DevCredentials = {
  app: { id: '1', key: 'key', secret: 'secret' },
  token: 'developer',
  signingKey: 'a key for tests that has 32 characters',
  encryptionMasterKey: Buffer.alloc(32, 1).toString('base64'),
}

/** What `serve` runs as the demo, without a port. */
export function demoServer() {
  const { hub, server } = createReferenceServer({
    feed: new Feed(),
    selfLog: createSelfLog(),
    credentials: testCredentials,
    setup: { ...demoSetup([]), authenticate: devTokens(users) },
    store: memoryStore(),
    outside: null,
  })

  /** @param user - null for a request without credentials */
  function request(user: string | null, path: string, body?: unknown): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      ...(user === null ? {} : { authorization: `Bearer ${user}` }),
    }
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
    return server.fetch(new Request(`http://localhost${path}`, init))
  }

  async function close(): Promise<void> {
    await server.close()
  }

  return { hub, server, request, close }
}
