import { expect } from 'vitest'

/** What a page that listens gets. */
export interface Arrival {
  channel: string
  event: string
  data: object
}

/** A request as the documents of older apps have it, and what has to come of it. */
export interface SeedRequest {
  method: 'GET' | 'POST'
  path: string
  /** Sent as JSON; a text is sent as a form. */
  body?: object | string
  accept?: string
  status?: number
  /** Part of the answer's JSON, or its text. */
  answer: object | string
  /** In each channel in their order; others may come between them. */
  arrives?: readonly Arrival[]
}

const me = 'private-user-dev'
const aPage = expect.stringContaining('<title>') as string
const receipt = { id: expect.any(String) as string, accepted_at: expect.any(String) as string }

const runEvent = (eventType: string, status: string, checkpointId: string | null = null): Arrival => ({
  channel: 'admin',
  event: 'admin_event',
  data: {
    type: 'run_event',
    data: { thread_id: 'run-1', event_type: eventType, checkpoint_id: checkpointId, status },
  },
})
const line = (text: string): Arrival => ({
  channel: 'logs',
  event: 'log',
  data: { text, thread_id: 'run-1', level: 'info' },
})

const start: SeedRequest = {
  method: 'POST',
  path: '/start',
  body: { thread_id: 'run-1', sop: 'onboarding', initial_data: { name: 'Ana' } },
  answer: { thread_id: 'run-1', status: 'running' },
  arrives: [
    runEvent('started', 'running'),
    line('Run started: onboarding, input name'),
    runEvent('checkpoint_saved', 'running', 'step-1'),
    runEvent('checkpoint_saved', 'running', 'step-4'),
    line('Run completed'),
    runEvent('completed', 'completed'),
  ],
}

const generate = (path: string, field: string): SeedRequest => ({
  method: 'POST',
  path,
  body: { [field]: 'lesson', topic: 'Fractions' },
  answer: { task_id: expect.any(String) as string, status: 'processing' },
  arrives: [
    { channel: me, event: 'progress.updated', data: { percent: 0, status: 'running' } },
    { channel: me, event: 'progress.updated', data: { percent: 90, status: 'running' } },
    ...[me, 'content-generation'].map((channel) => ({
      channel,
      event: 'content.generated',
      data: {
        task_id: expect.any(String) as string,
        content_type: 'lesson',
        title: 'Fractions',
        preview: expect.stringContaining('Fractions') as string,
        download_url: expect.stringMatching(/^http.*\/content\/.*\/download$/) as string,
      },
    })),
  ],
})

const handled: readonly SeedRequest[] = [
  {
    method: 'POST',
    path: '/api/v1/pusher/environment/create',
    body: { name: 'staging' },
    answer: receipt,
    arrives: [
      { channel: me, event: 'progress.updated', data: { status: 'queued', percent: 0 } },
      { channel: me, event: 'environment.created', data: { status: 'ready', payload: { name: 'staging' } } },
      { channel: me, event: 'progress.updated', data: { status: 'completed', percent: 100 } },
    ],
  },
  {
    method: 'POST',
    path: '/api/v1/pusher/analytics/realtime',
    body: { page: '/pricing', visitors: 5 },
    answer: receipt,
    arrives: [
      {
        channel: 'dashboard-updates',
        event: 'analytics.event',
        data: { from: 'dev', payload: { page: '/pricing', visitors: 5 } },
      },
    ],
  },
  {
    method: 'POST',
    path: '/api/v1/pusher/roblox/sync',
    body: { place_id: 1 },
    answer: receipt,
    arrives: [{ channel: me, event: 'notification', data: { kind: 'sync', payload: { place_id: 1 } } }],
  },
  {
    method: 'POST',
    path: '/api/v1/pusher/message',
    body: { message_type: 'test_message', payload: { text: 'hello' } },
    answer: receipt,
    arrives: [{ channel: me, event: 'test_message', data: { from: 'dev', payload: { text: 'hello' } } }],
  },
  {
    method: 'POST',
    path: '/api/v1/pusher/message',
    body: { message_type: 'agent_chat_user', payload: { message: 'hello' } },
    answer: receipt,
    arrives: [{ channel: me, event: 'agent.status', data: { status: 'thinking', from: 'dev' } }],
  },
  {
    method: 'POST',
    path: '/api/v1/pusher/message',
    body: { message_type: 'agent_chat_user', payload: { message: 'hello' }, channel: 'agent-status' },
    answer: receipt,
    arrives: [{ channel: 'agent-status', event: 'agent.status', data: { status: 'thinking', from: 'dev' } }],
  },
]

const triggered: readonly Arrival[] = [
  { channel: 'dashboard-updates', event: 'metrics.updated', data: { users: 5 } },
  {
    channel: 'content-generation',
    event: 'content.generated',
    data: { task_id: 't', contentType: 'lesson' },
  },
  { channel: 'agent-status', event: 'agent.status', data: { agent_id: 'a', status: 'thinking' } },
  { channel: 'test', event: 'test-event', data: { message: 'hello' } },
  { channel: 'my-channel', event: 'my-event', data: { message: 'hello world' } },
  { channel: 'notifications', event: 'notification', data: { title: 'Hello', message: 'from curl' } },
  {
    channel: 'admin',
    event: 'admin_event',
    data: { type: 'run_event', data: { thread_id: 'run-2', event_type: 'started', status: 'running' } },
  },
]

const trigger = (path: string, arrival: Arrival): SeedRequest => ({
  method: 'POST',
  path,
  body: arrival,
  answer: { ...receipt, channels: { [arrival.channel]: expect.any(Object) as object } },
  arrives: [arrival],
})

const batchOf = (path: string, field: 'batch' | 'events'): SeedRequest => ({
  method: 'POST',
  path,
  body: { [field]: triggered.slice(3, 5) },
  answer: { results: [receipt, receipt] },
  arrives: triggered.slice(3, 5),
})

const several = ['test', 'my-channel', 'notifications']

/** The socket is that of the page. */
const authOf = (socketId: string): readonly SeedRequest[] => [
  {
    method: 'POST',
    path: '/pusher/auth',
    body: `socket_id=${socketId}&channel_name=${me}`,
    answer: { auth: expect.stringMatching(/^\w+:[\da-f]{64}$/) as string },
  },
  {
    method: 'POST',
    path: '/api/v1/pusher/auth',
    body: { socket_id: socketId, channel_name: 'presence-room-1' },
    answer: {
      auth: expect.stringMatching(/^\w+:[\da-f]{64}$/) as string,
      channel_data: expect.stringContaining('"user_id"') as string,
    },
  },
]

const read: readonly SeedRequest[] = [
  {
    method: 'POST',
    path: '/api/v1/logs',
    body: { text: 'hello', thread_id: 'run-1', level: 'info' },
    status: 202,
    answer: { accepted: 1 },
    arrives: [line('hello')],
  },
  {
    method: 'GET',
    path: '/admin/broadcaster-status',
    answer: {
      primary_broadcaster: 'embedded',
      primary_available: true,
      total_broadcasters: 1,
      available_broadcasters: 1,
      broadcast_to_all: false,
      broadcasters: [{ name: 'embedded', type: 'embedded', status: 'active', available: true }],
    },
  },
  { method: 'GET', path: '/api/v1/pusher/status', answer: { backend: 'embedded', limited: false } },
  { method: 'GET', path: '/healthz', answer: { status: 'ok', store: 'ok', broadcaster: 'ok', quota: 'ok' } },
  { method: 'GET', path: '/logs', accept: 'text/html', answer: aPage },
  { method: 'GET', path: '/admin/run-1', accept: 'text/html', answer: aPage },
]

/** Every request of the documents, adapted in host and port only. */
export function seedRequests(socketId: string): readonly SeedRequest[] {
  return [
    start,
    generate('/content/generate', 'content_type'),
    generate('/api/v1/content/generate', 'contentType'),
    ...handled,
    ...['/realtime/trigger', '/api/v1/realtime/trigger'].flatMap((path) => [
      ...triggered.map((arrival) => trigger(path, arrival)),
      {
        method: 'POST' as const,
        path,
        body: { channels: several, event: 'notification', data: { title: 'To all' } },
        answer: { channels: Object.fromEntries(several.map((name) => [name, { seq: null, epoch: null }])) },
        arrives: several.map((channel) => ({ channel, event: 'notification', data: { title: 'To all' } })),
      },
    ]),
    batchOf('/realtime/trigger_batch', 'batch'),
    batchOf('/realtime/trigger_batch', 'events'),
    batchOf('/api/v1/realtime/trigger_batch', 'batch'),
    batchOf('/api/v1/realtime/trigger/batch', 'events'),
    ...authOf(socketId),
    ...read,
  ]
}

/** The channels on which something arrives. */
export const seedChannels: readonly string[] = ['logs', me, ...triggered.map(({ channel }) => channel)]
