import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './consumer.ts'
import { start } from './start.ts'

/** Only react and pusher-js are there: what npm installs when nobody asks for more. */
describe('on plain Node, without the optional peers', () => {
  let consumer: Consumer

  beforeAll(async () => {
    consumer = await installConsumer('node')
  })
  afterAll(() => consumer.remove())

  it('imports every entry that needs none of them, and names the missing package otherwise', async () => {
    const answers = JSON.parse(await consumer.run('node', 'imports.mjs')) as Record<string, string>
    const free = ['.', './channels', './client', './mock', './server', './stores', './dev-server']
    expect(answers).toMatchObject(Object.fromEntries(free.map((entry) => [entry, 'imported'])))

    const missing = (name: string) =>
      expect.stringMatching(`^ERR_MODULE_NOT_FOUND: Cannot find package '${name}' imported from `) as string
    expect(answers).toMatchObject({
      './query': missing('@tanstack/react-query'),
      './mantine': missing('@mantine/core'),
      './mock/vitest': missing('vitest'),
    })
  })

  it('signs, publishes and reads back with ./server and ./channels', async () => {
    expect(JSON.parse(await consumer.run('node', 'server.mjs'))).toEqual({
      params: { userId: '42' },
      own: 200,
      theirs: 403,
      texts: ['hello'],
    })
  })

  it('names the package to install when a server reaches for one that is not there', async () => {
    expect(JSON.parse(await consumer.run('node', 'missing.mjs'))).toEqual({
      pusher: expect.stringContaining('run `npm install pusher`') as string,
      pg: expect.stringContaining('run `npm install pg`') as string,
    })
  })

  it("serves the app's own folder, with the classes of the command itself", async () => {
    const serve = await start(
      consumer.folder,
      /running: (http:\S+)[^]*Try next/,
      'npx',
      'react-pusher-kit',
      'serve',
      '--port',
      '0',
    )
    const post = async (path: string, body: object) => {
      const headers = { authorization: 'Bearer 42', 'content-type': 'application/json' }
      const response = await fetch(`${serve.found}/api/v1/pusher/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return response.status
    }
    const auth = (name: string) => post('auth', { socket_id: '1.2', channel_name: name })
    const message = { message_type: 'refuse', payload: {}, channel: 'private-user-42' }
    expect(await Promise.all([auth('private-user-42'), auth('private-user-43')])).toEqual([200, 403])
    // The error class of the handler is the server's own: another one would be a fault, 500.
    expect(await post('message', message)).toBe(409)
    await serve.stop()
  })

  it('runs its command', async () => {
    expect(await consumer.run('npx', 'react-pusher-kit', 'keys')).toMatch(/^PUSHER_APP_ID=\d+\n/)
  })
})
