import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPusherKit } from 'react-pusher-kit/client'
import { startDevServer, type DevLogLine, type DevServer } from 'react-pusher-kit/dev-server'
import { readCredentials } from '../../src/dev-server/identity/dev-credentials.ts'
import { signUserToken } from '../../src/dev-server/identity/user-token.ts'

const data = mkdtempSync(join(tmpdir(), 'denied-'))
const lines: DevLogLine[] = []
let dev: DevServer
let token: string

beforeAll(async () => {
  dev = await startDevServer({ port: 0, data, requireToken: true, onLogLine: (line) => lines.push(line) })
  const signingKey = readCredentials(data)?.signingKey ?? ''
  token = await signUserToken(signingKey, { userId: 'ana', roles: [], expires: 60 })
})
afterAll(async () => {
  await dev.close()
  rmSync(data, { recursive: true })
})

const place = () => ({ wsHost: '127.0.0.1', wsPort: dev.port, forceTLS: false })

const sentence =
  /user `ana` may not subscribe to `private-class-8`: `subscribe` of the policy `private-class-\{classId\}` /

/** The kit of a page, and the first error that reaches its `onError`. */
function openKit(batch: boolean) {
  let onError: ((error: Error) => void) | undefined
  const error = new Promise<Error>((resolve) => (onError = resolve))
  const kit = createPusherKit({
    appKey: dev.app.key,
    cluster: '',
    options: place(),
    createClient: (appKey, options) => new Pusher(appKey, options),
    auth: { getToken: () => token, batch },
    endpoints: { auth: `${dev.url}/api/v1/pusher/auth` },
    onError: (cause) => onError?.(cause),
  })
  return { kit, error }
}

describe('a denied channel says who asked for what, and which policy denied it', () => {
  it.each([false, true])('at onError of the kit, with batch: %s', async (batch) => {
    const { kit, error } = openKit(batch)
    const stop = kit.listen('private-class-8', 'notification', () => undefined)
    expect((await error).message).toMatch(sentence)
    expect(await error).toMatchObject({
      name: 'SubscriptionError',
      message: expect.stringMatching(sentence) as string,
    })
    stop()
    kit.dispose()
  })

  it('at subscription_error of pusher-js alone', async () => {
    const pusher = new Pusher(dev.app.key, {
      cluster: '',
      ...place(),
      channelAuthorization: {
        endpoint: `${dev.url}/api/v1/pusher/auth`,
        transport: 'ajax',
        headers: { authorization: `Bearer ${token}` },
      },
    })
    const channel = pusher.subscribe('private-class-8')
    const error = await new Promise((resolve) => channel.bind('pusher:subscription_error', resolve))
    expect(error).toMatchObject({ type: 'AuthError', status: 403 })
    pusher.disconnect()
  })

  it('in the log, one line for each request', () => {
    const denied = lines.filter(({ text }) => text.startsWith('denied '))
    // The kit asks once more with a token that is refreshed.
    const requests = lines.filter(({ text }) => /^request POST .*pusher\/auth/.test(text))
    expect(denied).toHaveLength(requests.length)
    expect(denied.length).toBeGreaterThanOrEqual(3)
    for (const { level, text } of denied) {
      expect(level).toBe('warn')
      expect(text).toMatch(/user=ana .*channel=private-class-8 .*policy=private-class-\{classId\} reason=\S/)
      expect(text).not.toContain(token)
    }
  })
})
