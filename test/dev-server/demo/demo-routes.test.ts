import { afterEach, describe, expect, it } from 'vitest'
import { devTokens, memoryStore } from 'react-pusher-kit/server'
import { Feed } from '../../../src/dev-server/console/feed.ts'
import { mostWork } from '../../../src/dev-server/demo/background-work.ts'
import { mostContents } from '../../../src/dev-server/demo/content.ts'
import { createDemoRoutes } from '../../../src/dev-server/demo/demo-routes.ts'
import { openChannels } from '../../../src/dev-server/demo/demo-channels.ts'
import { createSelfLog } from '../../../src/dev-server/self-log/self-log.ts'
import { createReferenceServer } from '../../../src/dev-server/http/reference-server.ts'
import { demoSetup, type ServeMode } from '../../../src/dev-server/setup/serve-setup.ts'
import { testCredentials } from '../demo-server.ts'

const everybody = { subscribe: () => true, publish: () => true, history: 'anyone' } as const
const allOpen = { '{channel}': everybody, 'private-{channel}': everybody }
const ada = { id: 'ada', info: { name: 'Ada' } }

interface StoredEvent {
  event: string
  data: Record<string, unknown>
}

const opened: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close()
})

/** The demo without a port; in its open mode everybody is Ada. */
function demo(mode: ServeMode = 'open', stepTime = 1) {
  const setup = demoSetup([])
  const users = devTokens({ ada, developer: { id: 'dev', roles: ['admin'] } })
  const reference = createReferenceServer({
    feed: new Feed(),
    credentials: testCredentials,
    selfLog: createSelfLog(),
    setup: {
      ...setup,
      mode,
      authenticate: mode === 'open' ? () => ada : users,
      ...(mode === 'open' ? { authorize: allOpen, channels: openChannels } : {}),
    },
    store: memoryStore(),
    outside: null,
  })
  const routes = createDemoRoutes({ reference, stepTime })

  async function close(): Promise<void> {
    await routes.close()
    await reference.close()
  }
  opened.push({ close })

  async function request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await routes.answer(
      new Request(`http://localhost:8000${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    if (!response) throw new Error(`Expected ${method} ${path} to be a route of the demo.`)
    return response
  }

  const post = (path: string, body: unknown, headers?: Record<string, string>) =>
    request('POST', path, body, headers)

  async function stored(channel: string, user = 'developer'): Promise<StoredEvent[]> {
    const response = await reference.fetch(
      new Request(`http://localhost:8000/api/v1/channels/${channel}/events?limit=1000`, {
        headers: { authorization: `Bearer ${user}` },
      }),
    )
    return ((await response.json()) as { events: StoredEvent[] }).events
  }

  /** The run events of a thread: type, status and checkpoint. */
  async function runEvents(thread: string, channel = 'admin'): Promise<unknown[][]> {
    const events = (await stored(channel)).map(({ data }) => data as Record<'data', Record<string, unknown>>)
    return events
      .map(({ data }) => data)
      .filter((data) => data['thread_id'] === thread)
      .map((data) => [data['event_type'], data['status'], data['checkpoint_id']])
  }

  return { routes, reference, request, post, stored, runEvents, close }
}

async function json(response: Promise<Response>): Promise<Record<string, unknown>> {
  return (await (await response).json()) as Record<string, unknown>
}

describe('POST /start', () => {
  it('runs a workflow that reports by run events and lines of the log', async () => {
    const { post, runEvents, stored } = demo()
    const body = { thread_id: 'run-1', sop: 'onboarding\nall of it', initial_data: { name: 'Ana', age: 5 } }
    expect(await json(post('/start', body))).toEqual({ thread_id: 'run-1', status: 'running' })
    await expect.poll(() => runEvents('run-1')).toHaveLength(6)
    expect(await runEvents('run-1')).toEqual([
      ['started', 'running', null],
      ['checkpoint_saved', 'running', 'step-1'],
      ['checkpoint_saved', 'running', 'step-2'],
      ['checkpoint_saved', 'running', 'step-3'],
      ['checkpoint_saved', 'running', 'step-4'],
      ['completed', 'completed', null],
    ])
    const events = await stored('admin')
    expect(events.every(({ event, data }) => event === 'admin_event' && data['type'] === 'run_event')).toBe(
      true,
    )
    const lines = (await stored('logs'))
      .map(({ data }) => data)
      .filter((line) => line['thread_id'] === 'run-1')
    expect(lines.map(({ text }) => text)).toEqual([
      'Run started: onboarding, input name, age',
      expect.stringMatching(/^Step 1 of 4: /),
      expect.stringMatching(/^Step 2 of 4: /),
      expect.stringMatching(/^Step 3 of 4: /),
      expect.stringMatching(/^Step 4 of 4: /),
      'Run completed',
    ])
  })

  it('starts no run that is under way a second time', async () => {
    const { post, runEvents, close } = demo('open', 10_000)
    const body = { thread_id: 'run-1' }
    expect(await json(post('/start', body))).toEqual({ thread_id: 'run-1', status: 'running' })
    expect(await json(post('/start', body))).toEqual({ thread_id: 'run-1', status: 'running' })
    await close()
    expect((await runEvents('run-1')).map(([type]) => type)).toEqual(['started', 'cancelled'])
  })

  it('gives a thread without an id one of its own', async () => {
    const { post } = demo()
    const first = await json(post('/start', {}))
    const second = await json(post('/start', { thread_id: null, sop: null, initial_data: null }))
    expect(first['thread_id']).toMatch(/^[\da-f-]{36}$/)
    expect(second['thread_id']).not.toBe(first['thread_id'])
  })

  it.each([
    [{ thread_id: 5 }, 'thread_id'],
    [{ thread_id: '' }, 'thread_id'],
    [{ thread_id: 'a\nb' }, 'thread_id'],
    [{ thread_id: 'x'.repeat(201) }, 'thread_id'],
    [{ sop: 5 }, 'sop'],
    [{ sop: ['a'] }, 'sop'],
    [{ initial_data: 'x' }, 'initial_data'],
    [{ initial_data: [1] }, 'initial_data'],
    ['[]', 'body'],
    ['{', 'body'],
  ])('refuses %j and starts nothing', async (body, field) => {
    const { post, stored } = demo()
    const response = await post('/start', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field })
    expect(await stored('admin')).toEqual([])
  })

  it('takes names and texts of any size and kind for what they are', async () => {
    const { post, runEvents, stored } = demo()
    const initial = Object.fromEntries([
      ['__proto__x', 1],
      ['k'.repeat(5000), 2],
    ])
    const body = { thread_id: 'constructor', sop: { name: 'long '.repeat(9000) }, initial_data: initial }
    expect((await post('/start', body)).status).toBe(200)
    await expect.poll(() => runEvents('constructor')).toHaveLength(6)
    const [line] = (await stored('logs')).map(({ data }) => data['text'] as string)
    expect(line?.length).toBeLessThan(300)
  })

  it('reports where admins may read alone where policies ask, and starts for admins alone', async () => {
    const { post, runEvents, stored } = demo('demo')
    const body = { thread_id: 'run-1' }
    expect((await post('/start', body)).status).toBe(401)
    expect((await post('/start', body, { authorization: 'Bearer ada' })).status).toBe(403)
    expect((await post('/start', body, { authorization: 'Bearer developer' })).status).toBe(200)
    await expect.poll(() => runEvents('run-1', 'private-admin')).toHaveLength(6)
    expect(await stored('private-admin', 'ada')).toBeUndefined()
  })
})

describe.each(['/content/generate', '/api/v1/content/generate'])('POST %s', (path) => {
  it('reports progress to who asked, and last what was generated', async () => {
    const { post, stored, request } = demo()
    const answer = await json(post(path, { content_type: 'lesson', topic: 'Fractions' }))
    expect(answer).toEqual({
      task_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      status: 'processing',
    })
    const generated = async () =>
      (await stored('private-user-ada')).find(({ event }) => event === 'content.generated')
    await expect.poll(generated).toBeDefined()
    const events = await stored('private-user-ada')
    const percents = events
      .filter(({ event }) => event === 'progress.updated')
      .map(({ data }) => data['percent'])
    expect(percents).toEqual([0, 30, 60, 90])
    const { data } = events.at(-1) as StoredEvent
    const url = `http://localhost:8000/content/${String(answer['task_id'])}/download`
    expect(data).toMatchObject({
      task_id: answer['task_id'],
      content_type: 'lesson',
      title: 'Fractions',
      preview: expect.stringContaining('Fractions') as string,
      download_url: url,
    })
    const file = await request('GET', new URL(url).pathname)
    expect(file.headers.get('content-type')).toContain('text/markdown')
    expect(await file.text()).toMatch(/^# Fractions\n/)
  })
})

describe('POST /content/generate', () => {
  it('reads both spellings, and does without any', async () => {
    const { post, stored } = demo()
    await post('/content/generate', { contentType: 'quiz', prompt: 'Make a quiz\nof ten questions' })
    await post('/content/generate', {})
    const titles = async () =>
      (await stored('private-user-ada'))
        .filter(({ event }) => event === 'content.generated')
        .map(({ data }) => `${String(data['content_type'])}: ${String(data['title'])}`)
        .toSorted()
    await expect.poll(titles).toEqual(['quiz: Make a quiz', 'text: Untitled text'])
  })

  it.each([
    [{ content_type: 5 }, 'content_type'],
    [{ contentType: {} }, 'contentType'],
    [{ topic: ['x'] }, 'topic'],
    [{ title: 5 }, 'title'],
  ])('refuses %j', async (body, field) => {
    const { post, stored } = demo()
    expect(await json(post('/content/generate', body))).toMatchObject({ code: 'invalid_field', field })
    expect(await stored('private-user-ada')).toEqual([])
  })

  it('says to its user that it ended with the server', async () => {
    const { post, stored, close } = demo('open', 10_000)
    await post('/content/generate', { topic: 'x' })
    await close()
    const { data } = (await stored('private-user-ada')).at(-1) as StoredEvent
    expect(data).toMatchObject({ status: 'failed', message: 'The demo ends.' })
  })

  it(`runs ${mostWork} at a time, and refuses more before anything of them is published`, async () => {
    const { post, stored } = demo('open', 10_000)
    const answers = await Promise.all(
      Array.from({ length: mostWork + 5 }, () => post('/content/generate', {})),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(mostWork)
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(5)
    expect(await stored('private-user-ada')).toHaveLength(mostWork)
    for (const path of ['/content/generate', '/start', '/api/v1/demo/tasks']) {
      const response = await post(path, {})
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('3')
      expect(await response.json()).toMatchObject({ code: 'overloaded' })
    }
    expect(await stored('private-user-ada')).toHaveLength(mostWork)
  })

  it('refuses a user whose id cannot stand in a channel name', async () => {
    const { routes, reference } = demo('demo')
    const id = 'ana maria'
    await reference.useSetup({ ...reference.setup, mode: 'demo', authenticate: () => ({ id }) })
    const response = await routes.answer(
      new Request('http://localhost:8000/content/generate', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }),
    )
    expect(response?.status).toBe(400)
  })

  it(`keeps the latest ${mostContents} contents for download`, async () => {
    const { post, request, stored } = demo()
    const ids: string[] = []
    const done = async () =>
      (await stored('private-user-ada')).filter(({ event }) => event === 'content.generated').length
    while (ids.length <= mostContents) {
      const { task_id: id } = await json(post('/content/generate', {}))
      ids.push(id as string)
      await expect.poll(done, { interval: 5 }).toBe(ids.length)
    }
    expect((await request('GET', `/content/${ids[0]}/download`)).status).toBe(404)
    expect((await request('GET', `/content/${ids[1]}/download`)).status).toBe(200)
  })
})

describe('the routes of the demo', () => {
  it('are not there with a configuration, nor for other methods and paths', () => {
    const asked = (mode: ServeMode, method: string, path: string) =>
      demo(mode).routes.answer(new Request(`http://localhost:8000${path}`, { method }))
    for (const path of ['/start', '/content/generate', '/api/v1/content/generate', '/api/v1/demo/tasks']) {
      expect(asked('config', 'POST', path)).toBeNull()
      expect(asked('open', 'GET', path)).toBeNull()
      expect(asked('open', 'DELETE', path)).toBeNull()
    }
    for (const path of ['/starter', '/start/', '/content/x/download', '/Start']) {
      expect(asked('open', 'POST', path)).toBeNull()
      expect(asked('open', 'GET', path)).toBeNull()
    }
  })
})
