import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './consumer.ts'

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

  it('runs its command', async () => {
    expect(await consumer.run('npx', 'react-pusher-kit', 'keys')).toMatch(/^PUSHER_APP_ID=\d+\n/)
  })
})
