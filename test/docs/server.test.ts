import { SignJWT } from 'jose'
import { createMockPusher } from 'react-pusher-kit/mock'
import {
  createPusherServer,
  devTokens,
  embedded,
  type PusherServer,
  type PusherServerOptions,
  type User,
} from 'react-pusher-kit/server'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { describe, expect, it } from 'vitest'
import { taskChannels } from '../../examples/recipes/ContentGeneration.tsx'
import { channels as shopChannels } from '../../examples/docs/concepts/channels.ts'
import { openTaskServer } from '../../examples/docs/server/generation.ts'
import { sharedLimits } from '../../examples/docs/server/limits.ts'
import { quizMessages } from '../../examples/docs/server/messages.ts'
import { policies } from '../../examples/docs/server/policies.ts'
import { orderPaid } from '../../examples/docs/server/publish.ts'
import { openServer } from '../../examples/docs/server/server.ts'
import { bySession } from '../../examples/docs/server/session.ts'
import { quietBackend } from '../server/demo-server.ts'
import { alertBy } from '../../examples/docs/server/usage.ts'
import { attendance } from '../../examples/docs/server/webhooks.ts'

const clerk: User = { id: 'ada', info: { name: 'Ada' }, roles: ['shop-1'] }
const till: User = { id: 'till', roles: ['till'] }
const app = { id: '1', key: 'key', secret: 'secret' }

const channels = defineChannels({
  ...shopChannels,
  'presence-quiz-{quiz}': {
    events: { result: type<object>() },
    messages: { answer: type<unknown>() },
    persist: true,
  },
  news: { events: { published: type<object>() } },
})

function startServer(options: Partial<PusherServerOptions<typeof channels>> = {}) {
  return createPusherServer({
    broadcaster: embedded({ app }),
    channels,
    authenticate: devTokens({ clerk, till }),
    authorize: {
      ...policies,
      'presence-quiz-{quiz}': {
        subscribe: () => true,
        history: () => true,
        publish: ({ event }) => event === 'answer',
      },
    },
    rateLimit: false,
    ...options,
  })
}

type Server = ReturnType<typeof startServer>

function post(server: Pick<Server, 'fetch'>, path: string, token: string, body: object) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return server.fetch(
    new Request(`https://shop.example${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}

async function historyOf(server: Server, channel: string, token = 'clerk') {
  const headers = { authorization: `Bearer ${token}` }
  const response = await server.fetch(
    new Request(`https://shop.example/api/v1/channels/${channel}/events`, { headers }),
  )
  const { events } = (await response.json()) as { events: { event: string; data: unknown }[] }
  return events.map(({ event, data }) => ({ event, data }))
}

describe('the code of the server pages', () => {
  it('signs for who has a token of the app’s own', async () => {
    const secret = 'a secret of at least thirty-two bytes'
    const server = openServer({
      PUSHER_APP_ID: '1',
      PUSHER_KEY: 'key',
      PUSHER_SECRET: 'secret',
      AUTH_SECRET: secret,
    })
    const token = await new SignJWT({ roles: ['shop-1'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('ada')
      .setIssuer('https://shop.example')
      .setAudience('shop')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret))
    const ask = (bearer: string) =>
      post(server, '/api/v1/pusher/auth', bearer, { socket_id: '1.2', channel_name: 'private-shop-1' })
    expect(await (await ask(token)).json()).toEqual({ auth: expect.stringMatching(/^key:/) as string })
    expect((await ask('stale')).status).toBe(401)
  })

  it('knows a user by the session cookie', async () => {
    const authenticate = bySession(async (id) => (id === 'good' ? { id: 'ada', name: 'Ada' } : null))
    const by = (cookie: string) => authenticate(new Request('https://shop.example', { headers: { cookie } }))
    expect(await by('theme=dark; session=good')).toEqual({ id: 'ada', info: { name: 'Ada' } })
    expect(await by('session=bad')).toBeNull()
    expect(await by('theme=dark')).toBeNull()
  })

  it('lets the staff of a shop listen, and the till publish', async () => {
    const server = startServer()
    const join = (channel_name: string, token: string) =>
      post(server, '/api/v1/pusher/auth', token, { socket_id: '1.2', channel_name })
    expect((await join('private-shop-1', 'clerk')).status).toBe(200)
    expect((await join('private-shop-2', 'clerk')).status).toBe(403)
    const { channel_data: member } = (await (await join('presence-shop-1', 'clerk')).json()) as {
      channel_data: string
    }
    expect(JSON.parse(member)).toEqual({ user_id: 'ada', user_info: { name: 'Ada' } })

    const sell = (token: string) =>
      post(server, '/api/v1/realtime/trigger', token, {
        channel: 'private-shop-1',
        event: 'order.paid',
        data: { id: 'a', cents: 1 },
      })
    expect((await sell('clerk')).status).toBe(403)
    expect((await sell('till')).status).toBe(200)
  })

  it('publishes an order once, however often the job runs', async () => {
    const server = startServer()
    for (let run = 1; run <= 2; run++) await orderPaid(server, '1', { id: 'a', cents: 250 })
    expect(await historyOf(server, 'private-shop-1')).toEqual([
      { event: 'order.paid', data: { id: 'a', cents: 250 } },
    ])
  })

  it('tells a user how far a task is, and its end', async () => {
    const server = openTaskServer(
      {
        broadcaster: embedded({ app }),
        channels: taskChannels,
        authenticate: devTokens({ clerk, till }),
        rateLimit: false,
      },
      (kind) =>
        kind === 'Tides' ? Promise.resolve('https://shop.example/tides') : Promise.reject(new Error('503')),
    )
    const ask = async (kind: unknown, token = 'clerk') => {
      const message = { channel: 'private-user-ada', message_type: 'generate', payload: { kind } }
      return (await post(server, '/api/v1/pusher/message', token, message)).status
    }
    const reported = async () =>
      (await historyOf(server, 'private-user-ada')).map(({ event, data }) => [
        event,
        (data as { status: string }).status,
      ])
    expect(await ask('Tides')).toBe(200)
    await expect.poll(reported).toEqual([
      ['progress.updated', 'running'],
      ['content.generated', 'completed'],
    ])
    expect(await ask('Comets')).toBe(200)
    await expect.poll(reported).toHaveLength(4)
    expect((await reported()).slice(2)).toEqual([
      ['progress.updated', 'running'],
      ['progress.updated', 'failed'],
    ])
    const [begun, ended] = await historyOf(server, 'private-user-ada')
    // What the recipe in the page declares of them.
    const events = taskChannels['private-user-{userId}'].events
    expect(events['progress.updated'].parse(begun?.data)).toMatchObject({ kind: 'Tides', percent: 10 })
    expect(events['content.generated'].parse(ended?.data)).toMatchObject({
      url: 'https://shop.example/tides',
    })
    expect(await ask('')).toBe(400)
    expect(await ask('Tides', 'till')).toBe(403)
    const data = { task_id: 'a', status: 'completed', url: 'https://shop.example/forged' }
    const forged = { channel: 'private-user-ada', event: 'content.generated', data }
    expect((await post(server, '/api/v1/realtime/trigger', 'clerk', forged)).status).toBe(403)
  })

  it('lets the first answer decide a quiz, and refuses later ones', async () => {
    const question = { id: 'q1', right: 'Jupiter', endsAt: Date.now() + 60_000 }
    const server: PusherServer = startServer({
      messages: quizMessages(
        () => question,
        () => server,
      ),
    })
    const answer = (choice: string, asked = 'q1') =>
      post(server, '/api/v1/pusher/message', 'clerk', {
        channel: 'presence-quiz-1',
        message_type: 'answer',
        payload: { question: asked, choice },
      })
    expect((await answer('Jupiter')).status).toBe(200)
    expect(await historyOf(server, 'presence-quiz-1')).toMatchObject([
      { event: 'result', data: { right: 'Jupiter', scores: [{ id: 'ada', points: 10 }] } },
    ])
    expect((await answer('Jupiter')).status).toBe(400)
    question.id = 'q2'
    question.endsAt = 0
    expect((await answer('Jupiter', 'q2')).status).toBe(400)
  })

  it('keeps attendance by webhooks that Pusher signed', async () => {
    const mock = createMockPusher({ app })
    const { present, webhooks } = attendance()
    const server = startServer({ webhooks })
    mock.join('presence-shop-1', { id: 'bob' })
    const [webhook] = mock.webhooks.filter(({ events }) => events.some(({ name }) => name === 'member_added'))
    const send = () =>
      server.fetch(
        new Request('https://shop.example/pusher/webhook', {
          method: 'POST',
          headers: webhook?.headers ?? {},
          body: webhook?.body ?? '',
        }),
      )
    expect((await send()).status).toBe(200)
    await expect.poll(() => [...(present.get('presence-shop-1') ?? [])]).toEqual(['bob'])
    mock.dispose()
  })

  it('limits a user while the database of the limits is away', async () => {
    // Port 1 refuses connections.
    const server = startServer({ rateLimit: sharedLimits('postgres://127.0.0.1:1/none') })
    const publish = () =>
      post(server, '/api/v1/realtime/trigger', 'clerk', { channel: 'news', event: 'published', data: {} })
    const statuses: number[] = []
    for (let i = 0; i < 101; i++) statuses.push((await publish()).status)
    expect(statuses.indexOf(429)).toBe(100)
  })

  it('sends an alert at 80 % of the plan', async () => {
    const alerts: string[] = []
    const onUsageAlert = alertBy(async (text) => void alerts.push(text))
    const plan = { name: 'tiny', price: 0, messagesPerDay: 10, connections: 100 }
    const server = startServer({ broadcaster: quietBackend(), plan, onUsageAlert })
    for (let i = 0; i < 8; i++) await server.publish('news', 'published', { number: i })
    expect(alerts).toEqual([
      expect.stringMatching(/^80 % of the messages of the plan are used: 8 of 10, until .*T00:00:00.000Z\.$/),
    ])
  })
})
