import { createPusherKit } from 'react-pusher-kit/client'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { checkServer } from '../../src/dev-server/cli/check-server/check-server-command.ts'
import { seededRandom } from '../chaos/seeded-random.ts'
import { whenSettled } from '../chaos/settled.ts'
import { publishLines } from '../chaos/steady-publisher.ts'
import { openTcpProxy } from '../chaos/tcp-proxy.ts'
import { judge } from '../chaos/verdict.ts'
import { startFastApi, token } from './fastapi-server.ts'

const lines = 1000
const cuts = 10

let server: Awaited<ReturnType<typeof startFastApi>>
beforeAll(async () => {
  server = await startFastApi()
})
afterAll(async () => {
  await server.close()
})

/** A client whose sockets are those of the dev server, and whose requests go to FastAPI. */
function kitOn({ socketPort, url }: { socketPort: number; url: string }) {
  const asked: string[] = []
  const kit = createPusherKit({
    appKey: server.dev.app.key,
    options: {
      wsHost: '127.0.0.1',
      wsPort: socketPort,
      forceTLS: false,
      cluster: '',
      enabledTransports: ['ws'],
    },
    endpoints: {
      history: `${url}/api/v1/channels/{channel}/events`,
      auth: `${url}/api/v1/pusher/auth`,
      userAuth: `${url}/api/v1/pusher/user-auth`,
      trigger: `${url}/api/v1/realtime/trigger`,
    },
    auth: { getToken: () => token },
    fetch: (input, init) => {
      asked.push(input as string)
      return fetch(input, init)
    },
  })
  onTestFinished(() => kit.dispose())
  return { kit, asked }
}

it.each([
  ['a message for each', 1],
  ['batches', 25],
])('1 000 events arrive once and in order through 10 cuts: %s', async (_, batch) => {
  const random = seededRandom(20_261_130 + batch)
  const sockets = await openTcpProxy(server.dev.port, random)
  const requests = await openTcpProxy(Number(new URL(server.url).port), random)
  const { kit, asked } = kitOn({ socketPort: sockets.port, url: `http://127.0.0.1:${requests.port}` })
  const log = kit.log<{ text: string }>({ channel: 'logs', event: 'log', preload: 1 })
  await vi.waitFor(() => expect(log.getSnapshot().status).toBe('live'))
  // The newest one of the run before.
  const before = log.size

  const every = lines / batch / cuts
  let requestsSent = 0
  await publishLines(() => server.url, token, {
    lines,
    batch,
    onBatch: async (sent) => {
      requestsSent += 1
      if (requestsSent % every !== every / 2) return
      // Each cut meets a client that has everything so far, and the next events are published while it is away.
      await vi.waitFor(() => expect(log.size).toBe(before + sent), { timeout: 20_000 })
      sockets.cut()
      requests.cut()
    },
  })
  const state = () => {
    const { gaps, status } = log.getSnapshot()
    return { lines: log.size - before, gaps: gaps.length, status }
  }
  const settled = await whenSettled(log, state, lines, 60_000)
  const texts = log.slice(before).map(({ data }) => data.text)
  const perfect = { lines, lost: 0, doubled: 0, disordered: 0, gaps: 0, status: 'live' }
  expect(judge(texts, lines, settled)).toEqual(perfect)
  const seqs = log.slice(before).map(({ seq }) => seq ?? 0)
  expect(seqs.every((seq, index) => index === 0 || seq === (seqs[index - 1] ?? 0) + 1)).toBe(true)
  // It was healed, and not only lucky.
  expect(asked.filter((url) => url.includes('after=')).length).toBeGreaterThanOrEqual(cuts)
  log.release()
  await sockets.close()
  await requests.close()
  expect(server.errors()).toBe('')
})

it('signs subscriptions and the sign-in as the backend wants them', async () => {
  const { kit } = kitOn({ socketPort: server.dev.port, url: server.url })
  for (const channel of ['private-user-ana', 'presence-room-1']) {
    kit.subscribe(channel)
    await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'))
  }
  kit.user.signIn()
  await vi.waitFor(() => expect(kit.user.getSnapshot().user?.id).toBe('ana'))
  kit.subscribe('private-user-bob')
  await vi.waitFor(() =>
    expect(kit.channel('private-user-bob').getSnapshot().error?.message).toContain('Expected a user who may'),
  )
})

it('keeps an event from its sender, whose log goes on', async () => {
  const { kit } = kitOn({ socketPort: server.dev.port, url: server.url })
  const log = kit.log<{ text: string }>({ channel: 'private-user-ana' })
  onTestFinished(() => log.release())
  await vi.waitFor(() => expect(log.getSnapshot().status).toBe('live'))
  const receipt = await kit.trigger('private-user-ana', 'note', { text: 'mine' }, { toOthers: true })
  await kit.trigger('private-user-ana', 'note', { text: 'for all' })
  await vi.waitFor(() => expect(log.at(-1)?.data.text).toBe('for all'))
  expect(log.at(-1)?.seq).toBe((receipt?.seq ?? 0) + 1)
  expect(log.getSnapshot().gaps).toEqual([])
})

it('passes check-server', async () => {
  vi.stubEnv('PUSHER_KEY', server.dev.app.key)
  vi.stubEnv('PUSHER_SECRET', server.dev.app.secret)
  onTestFinished(() => void vi.unstubAllEnvs())
  let output = ''
  const code = await checkServer(
    {
      url: server.url,
      token,
      channels: ['logs', 'private-user-ana', 'presence-room-1'],
      event: 'log',
      socketUrl: `ws://127.0.0.1:${server.dev.port}/app/${server.dev.app.key}`,
      timeout: 10_000,
      data: 'no-such-folder',
      envFile: undefined,
    },
    (line) => (output += line),
  )
  const found = output.trimEnd().split('\n')
  expect(found.filter((line) => line.startsWith('failed'))).toEqual([])
  expect(found.filter((line) => line.startsWith('not offered'))).toEqual([
    'not offered  subscriptions are signed in a batch: POST /api/v1/pusher/auth/batch is 404',
    'not offered  a message gets a response: POST /api/v1/pusher/message is 404',
    'not offered  the status names the backend in use: GET /api/v1/pusher/status is 404',
  ])
  expect(output.match(/the signature is valid/g)).toHaveLength(3)
  expect(code).toBe(0)
})
