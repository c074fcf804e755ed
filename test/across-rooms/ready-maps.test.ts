import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { startDevServer, type DevServer } from 'react-pusher-kit/dev-server'
import { notificationMaps } from 'react-pusher-kit/mantine'
import { createPusherServer, devTokens, selfHosted, type PusherServer } from 'react-pusher-kit/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mapFor } from '../../src/mantine/notifications/maps/event-patterns.ts'
import { createNotificationIds } from '../../src/mantine/notifications/notification-ids.ts'
import { mapEvent } from '../../src/mantine/notifications/map-event.ts'
import type { MappedNotification } from '../../src/mantine/notifications/notification-data.ts'
import { NotificationFlow, type Toast } from '../../src/mantine/notifications/notification-flow.ts'
import { clientAt } from '../dev-server/settings-at.ts'

// Every helper of the server, over real sockets and a real kit, into every ready map.

const channel = 'private-user-ada'
const onError = vi.fn<(error: Error) => void>()
const data = mkdtempSync(join(tmpdir(), 'ready-maps-'))
let dev: DevServer
let server: PusherServer
let options: KitOptions
let kit: PusherKit
let flow: NotificationFlow
let screen: Map<string, Toast>

beforeAll(async () => {
  dev = await startDevServer({ port: 0, data })
  const { id: appId, key, secret } = dev.app
  server = createPusherServer({
    broadcaster: selfHosted({ appId, key, secret, host: '127.0.0.1', port: dev.port, useTLS: false }),
    authenticate: devTokens({ token: { id: 'ada' } }),
    authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
  })
  options = {
    appKey: key,
    options: {
      ...clientAt(dev.port),
    },
    auth: { getToken: () => 'token' },
    fetch: (input, init) =>
      server.fetch(new Request(new URL(input instanceof Request ? input.url : input, dev.url), init)),
    onError,
  }
})
afterAll(async () => {
  await server.close()
  await dev.close()
  rmSync(data, { recursive: true })
})

/** What `NotificationBridge` does with its toasts drawn into a map. */
beforeEach(async () => {
  onError.mockReset()
  screen = new Map()
  const draw = (toast: Toast) => void screen.set(toast.id, toast)
  const port = { show: draw, update: draw, hide: (id: string) => void screen.delete(id), room: () => 10 }
  flow = new NotificationFlow(
    { ...port, shown: () => new Set(screen.keys()) },
    { prefix: 'toast', limit: 10, burst: { count: 10, window: 1 } },
  )
  kit = createPusherKit(options)
  const idOf = createNotificationIds()
  kit.listen(channel, (event, payload, meta) => {
    const map = mapFor(notificationMaps, event)
    const notice = map && mapEvent(map, payload, meta, { idOf, onError })
    if (notice) flow.push(notice)
  })
  await vi.waitUntil(() => kit.channel(channel).getSnapshot().status === 'subscribed', { timeout: 10_000 })
})
afterEach(() => {
  kit.dispose()
  flow.dispose()
  const [error] = onError.mock.calls.flat()
  if (error) throw error
})

const notices = () =>
  [...screen.values()].flatMap((toast) => ('notification' in toast ? [toast.notification] : []))
/** One toast that is like this. */
const toast = (fields: Partial<MappedNotification>) => [expect.objectContaining(fields)]

describe('publish', () => {
  it.each([
    ['notification', { title: 'Saved', message: 'All good', type: 'success' }, 'Saved', 'All good'],
    ['user.notification', { title: 'Welcome', message: 'Hi Ada' }, 'Welcome', 'Hi Ada'],
    ['progress.updated', { task_id: 't', kind: 'lesson_plan', status: 'queued' }, 'Lesson plan', 'Queued'],
    ['agent.status', { agent: 'Tutor', status: 'thinking' }, 'Tutor', 'Thinking'],
    ['session.started', { session_id: 7, title: 'Algebra' }, 'Session started', 'Algebra'],
    ['session.ended', { session_id: 7 }, 'Session ended', '7'],
    [
      'assessment.completed',
      { title: 'Algebra', score: 8, max_score: 10 },
      'Assessment completed',
      'Algebra: 8 of 10',
    ],
    [
      'content.generated',
      { content_type: 'lesson_plan', title: 'Fractions' },
      'Lesson plan is ready',
      'Fractions',
    ],
    [
      'content.generated',
      { contentType: 'quiz', preview: 'Ten questions' },
      'Quiz is ready',
      'Ten questions',
    ],
    [
      'usage.alert',
      { kind: 'connections', threshold: 100, used: 100, limit: 100, plan: 'Sandbox', resetsAt: 1 },
      '100\u{A0}% of the connections are in use',
      '100 of 100, plan Sandbox',
    ],
  ])('%s %j', async (event, payload, title, message) => {
    await server.publish(channel, event, payload)
    await expect.poll(notices).toEqual(toast({ title, message, kind: event }))
  })

  it('there is a case for each ready map', () => {
    expect(Object.keys(notificationMaps).toSorted()).toEqual([
      'agent.status',
      'assessment.completed',
      'content.generated',
      'notification',
      'progress.updated',
      'session.*',
      'usage.alert',
      'user.notification',
    ])
  })

  it('to many channels, with a download as the action', async () => {
    await server.publish([channel, 'private-user-bob'], 'content.generated', {
      task_id: 't-1',
      content_type: 'summary',
      title: 'Chapter 3',
      preview: 'It begins …',
      download_url: '/files/3.pdf',
    })
    await expect.poll(notices).toEqual(
      toast({
        title: 'Summary is ready',
        message: 'Chapter 3',
        action: { label: 'Download', href: '/files/3.pdf' },
      }),
    )
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.test', ' java\nscript:alert(1)', { a: 1 }])(
    'a download at %j is no action',
    async (href) => {
      await server.publish(channel, 'content.generated', { title: 'Odd', download_url: href })
      await expect.poll(notices).toEqual(toast({ message: 'Odd' }))
      expect(notices()[0]).not.toHaveProperty('action')
    },
  )

  it('objects where texts belong throw nothing and are not shown', async () => {
    const odd = { a: 1 }
    const fields = {
      title: odd,
      type: odd,
      kind: odd,
      status: odd,
      content_type: odd,
      score: odd,
      agent: odd,
    }
    const events = ['notification', 'content.generated', 'agent.status', 'session.x', 'assessment.completed']
    for (const event of events) {
      await server.publish(channel, event, { ...fields, task_id: odd, url: odd, message: `odd ${event}` })
    }
    await vi.waitFor(() => expect(notices()).toHaveLength(events.length))
    for (const { title = '', message } of notices()) expect(`${title} ${message}`).not.toContain('[object')
  })
})

it('publishBatch: every event of it becomes a notification', async () => {
  await server.publishBatch([
    { channel, event: 'notification', data: { message: 'first' } },
    { channel, event: 'session.started', data: { title: 'second' } },
  ])
  await vi.waitFor(() => expect(notices().map(({ message }) => message)).toEqual(['first', 'second']))
})

describe('createTask', () => {
  it('one toast that says the kind, goes on, and becomes the result, which closes by itself', async () => {
    const task = server.createTask('ada', 'lesson_plan')
    await task.progress(40, 'halfway')
    await expect
      .poll(notices)
      .toEqual(toast({ title: 'Lesson plan', message: '40\u{A0}%: halfway', progress: 40 }))
    await task.complete({ title: 'Fractions', download_url: 'https://files.test/1.pdf' })
    await expect
      .poll(notices)
      .toEqual(toast({ title: 'Lesson plan is ready', message: 'Fractions', severity: 'success' }))
    expect(notices()[0]).not.toHaveProperty('progress')
  })

  it('complete() without a title shows what there is', async () => {
    const task = server.createTask('ada', 'summary')
    await task.progress(1)
    await task.complete({ text: 'Five steps were taken.' })
    await expect
      .poll(notices)
      .toEqual(toast({ title: 'Summary is ready', message: 'Five steps were taken.' }))
  })

  it('fail() turns it into an error with the reason', async () => {
    const task = server.createTask('ada', 'summary')
    await task.progress(10)
    await task.fail('out of paper')
    await expect
      .poll(notices)
      .toEqual(toast({ title: 'Summary', message: 'Failed: out of paper', severity: 'error' }))
    expect(notices()[0]).not.toHaveProperty('progress')
  })
})

it('publishRunEvent reaches connectAdminEvents, publishLog reaches connectLogs', async () => {
  const [onEvent, onLine] = [vi.fn(), vi.fn()]
  kit.connectAdminEvents(onEvent)
  kit.connectLogs(onLine)
  const statusOf = (name: string) => kit.channel(name).getSnapshot().status
  await vi.waitFor(() => expect([statusOf('admin'), statusOf('logs')]).toEqual(['subscribed', 'subscribed']))
  await server.publishRunEvent({ threadId: 'run-1', eventType: 'started', status: 'running' })
  await server.publishLog({ text: 'hello', thread_id: 'run-1', level: 'info' })
  // The dev server writes there, too.
  await vi.waitFor(() =>
    expect(onLine.mock.calls.map(([line, thread]) => [line, thread])).toContainEqual(['hello', 'run-1']),
  )
  await vi.waitFor(() => expect(onEvent).toHaveBeenCalledOnce())
  expect(onEvent.mock.calls[0]?.[0]).toMatchObject({
    type: 'run_event',
    data: { thread_id: 'run-1', event_type: 'started', status: 'running' },
  })
})
