import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cliProject, stored } from '../../processes.ts'
import { clientAt } from '../../settings-at.ts'

type Project = Awaited<ReturnType<typeof cliProject>>
type Server = Awaited<ReturnType<Project['serve']>>

/** The last test ends the other server. */
const inOrder = { timeout: 90_000, shuffle: false }

describe('react-pusher-kit serve with PUSHER_… in its environment', inOrder, () => {
  let project: Project
  let backend: Server
  let front: Server

  beforeAll(async () => {
    project = await cliProject()
    backend = await project.serve()
    const { app } = project.credentials()
    front = await project.serve(0, {
      data: 'front',
      env: {
        PUSHER_APP_ID: app.id,
        PUSHER_KEY: app.key,
        PUSHER_SECRET: app.secret,
        PUSHER_HOST: '127.0.0.1',
        PUSHER_PORT: String(backend.port),
        PUSHER_SSL: 'false',
      },
    })
  }, 60_000)
  afterAll(() => project.cleanUp())

  function postLine(text: string) {
    return fetch(`${front.url}/api/v1/logs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${project.credentials('front').token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ text, thread_id: 'outside' }),
    })
  }

  it('keeps the policies and the token of the demo, says so, and signs nothing for a tab', async () => {
    expect(front.output().stdout).toMatch(
      /^Publishes to self_hosted, the backend of PUSHER_…: open mode is off, .* requests require a token\.$/m,
    )
    const { app } = project.credentials()
    for (const identity of ['user:ana', 'guest:amber-fox-1', null]) {
      for (const key of [app.key, project.credentials('front').app.key]) {
        const response = await fetch(`${front.url}/api/v1/pusher/auth`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(identity === null ? {} : { 'x-pusher-kit-dev-user': identity }),
          },
          body: JSON.stringify({ socket_id: '1.2', channel_name: 'presence-x', backend: key }),
        })
        expect(response.status).toBe(401)
        expect(await response.text()).not.toContain(app.key)
      }
    }
  })

  const status = async () => (await fetch(`${front.url}/api/v1/pusher/status`)).json()

  it('stores a line itself, and brings it to the clients of the other server', async () => {
    const pusher = new Pusher(project.credentials().app.key, {
      ...clientAt(backend.port),
    })
    const channel = pusher.subscribe('logs')
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
    const arrived = new Promise<string>((resolve) => {
      channel.bind_global((event: string, data: unknown) => {
        const text = JSON.stringify({ event, data })
        if (text.includes('hello from outside')) resolve(text)
      })
    })
    expect((await postLine('hello from outside')).status).toBe(202)
    expect(await arrived).toContain('"$kit"')
    pusher.disconnect()
    expect((await stored(front.url, 'outside')).texts).toEqual(['hello from outside'])
    expect((await stored(backend.url, 'outside')).texts).toEqual([])
  })

  it('tells clients which backend is the active one, and the console to connect there', async () => {
    const { app } = project.credentials()
    const own = project.credentials('front').app
    const kept = { available: true, cluster: null }
    expect(await status()).toEqual({
      active: app.key,
      backend: 'self_hosted',
      limited: false,
      backends: [
        { ...kept, name: 'self_hosted', key: app.key, type: 'self_hosted' },
        { ...kept, name: 'embedded', key: own.key, type: 'embedded' },
      ],
    })
    expect(await (await fetch(`${front.url}/dev-config.json`)).json()).toMatchObject({
      appKey: app.key,
      wsPort: backend.port,
      forceTLS: false,
    })
  })

  it('takes over itself when the other server is gone, and says so', async () => {
    backend.child.kill('SIGTERM')
    await backend.result
    expect((await postLine('into the void')).status).toBe(202)
    await expect
      .poll(status, { timeout: 15_000 })
      .toMatchObject({ active: project.credentials('front').app.key, backend: 'embedded' })
    expect((await stored(front.url, 'outside')).texts).toContain('into the void')
  })
})
