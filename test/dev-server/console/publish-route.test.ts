import { type } from 'react-pusher-kit/channels'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ConsoleServer, startConsole } from './console-server.ts'

const config = {
  channels: {
    logs: { events: { log: type<unknown>() }, persist: true },
    'news-{id}': { events: { made: z.object({ title: z.string() }) } },
  },
  authorize: {},
}
const post = ({ ask }: ConsoleServer, route: string, body: unknown) => ask(route, { method: 'POST', body })

describe('publishing from the Console', () => {
  it('publishes a batch as the server does, whatever the policies say, with numbers of persisted channels', async () => {
    const server = await startConsole({ config })
    const feed = server.read()
    const answer = await post(server, 'publish', {
      events: [
        { channels: ['news-1', 'news-2'], event: 'made', data: { title: 'x' }, socketId: '1.2' },
        { channels: ['logs'], event: 'log', data: { text: 'hello' } },
        { channels: ['#server-to-user-ana'], event: 'note', data: 1 },
      ],
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ published: [[null, null], [{ firstSeq: 1, lastSeq: 1 }]] })
    await expect.poll(() => feed.records).toHaveLength(3)
    expect(feed.records.map(({ channels, event, sender }) => [channels.join(), event, sender])).toEqual(
      expect.arrayContaining([
        ['news-1,news-2', 'made', 'server'],
        ['logs', 'log', 'server'],
        ['#server-to-user-ana', 'note', 'server'],
      ]),
    )
    expect(feed.records.find(({ event }) => event === 'made')).toMatchObject({ socketId: '1.2' })
  })

  it('refuses what the schema refuses, and what makes no sense', async () => {
    const server = await startConsole({ config })
    const event = { channels: ['news-1'], event: 'made', data: { title: 7 } }
    const refused = await post(server, 'publish', { events: [event] })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      error: expect.stringContaining('expected string') as string,
    })
    for (const events of [
      undefined,
      [],
      Array.from({ length: 11 }, () => event),
      [7],
      [{ ...event, channels: 'news-1' }],
      [{ ...event, event: '' }],
      [{ ...event, socketId: 7 }],
      [{ ...event, channels: ['no channel!'] }],
    ]) {
      expect([events, (await post(server, 'publish', { events })).status]).toEqual([events, 400])
    }
  })

  it('says what the declaration says of a payload', async () => {
    const server = await startConsole({ config })
    const check = async (channel: string, event: string, data: unknown) =>
      (await post(server, 'check', { channel, event, data })).json()
    expect(await check('news-1', 'made', { title: 'x' })).toEqual({
      pattern: 'news-{id}',
      isDeclared: true,
      problem: null,
    })
    expect(await check('news-1', 'made', {})).toMatchObject({
      isDeclared: true,
      problem: expect.stringContaining('title') as string,
    })
    expect(await check('news-1', 'other', {})).toMatchObject({ isDeclared: false, problem: null })
    expect(await check('other', 'made', {})).toEqual({ pattern: null, isDeclared: false, problem: null })
  })
})
