import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asyncApiOf } from '../../../../src/dev-server/cli/channels/async-api.ts'
import { markdownOf } from '../../../../src/dev-server/cli/channels/markdown.ts'
import { cliProject } from '../../processes.ts'

const channels = defineChannels({
  logs: {
    events: { log: z.object({ text: z.string(), level: z.enum(['info', 'warn']).optional() }) },
    persist: true,
  },
  'private-user-{userId}': {
    events: { 'progress.updated': type<{ percent: number }>() },
    clientEvents: { 'client-moved': z.object({ at: z.array(z.number()) }) },
    messages: { ask: z.object({ question: z.string() }) },
    persist: true,
  },
  'presence-room.{room}': { member: z.object({ name: z.string() }), events: {} },
})

describe('a declaration as AsyncAPI 3', () => {
  const { document, untyped } = asyncApiOf(channels, { title: 'shop', version: '1.2.3' })

  it('has each channel with its address, parameters and messages', () => {
    expect(document).toMatchObject({
      asyncapi: '3.0.0',
      info: { title: 'shop', version: '1.2.3' },
      channels: {
        logs: {
          address: 'logs',
          messages: {
            log: {
              name: 'log',
              payload: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
            },
          },
        },
        'private-user-userId': {
          address: 'private-user-{userId}',
          parameters: { userId: {} },
          messages: { progress_updated: { name: 'progress.updated', payload: {} } },
        },
        'presence-room_room': { address: 'presence-room.{room}', parameters: { room: {} } },
      },
    })
  })

  it('says who sends what', () => {
    expect(document.operations).toMatchObject({
      'logs.publish': {
        action: 'send',
        channel: { $ref: '#/channels/logs' },
        messages: [{ $ref: '#/channels/logs/messages/log' }],
      },
      'private-user-userId.receive': {
        action: 'receive',
        messages: [
          { $ref: '#/channels/private-user-userId/messages/client-moved' },
          { $ref: '#/channels/private-user-userId/messages/ask' },
        ],
      },
    })
    expect(document.operations).not.toHaveProperty(['presence-room_room.publish'])
  })

  it('names the payloads without a schema', () => {
    expect(untyped).toEqual(['progress.updated on private-user-{userId}'])
  })

  it('keeps ids apart that look alike', () => {
    const { document: other } = asyncApiOf(
      defineChannels({
        'a.b': { events: { 'x.y': type(), x_y: type() } },
        a_b: { events: {} },
      }),
      { title: 'a', version: '0' },
    )
    expect(Object.keys(other.channels)).toEqual(['a_b', 'a_b-2'])
    expect(Object.keys(other.channels['a_b']?.messages ?? {})).toEqual(['x_y', 'x_y-2'])
  })
})

it('a declaration as a table has a row for each event', () => {
  expect(markdownOf(channels).text.split('\n')).toEqual([
    '| channel | event | sent by | payload | stored |',
    '| --- | --- | --- | --- | --- |',
    '| `logs` | `log` | server | `{ text: string, level?: "info" \\| "warn" }` | yes |',
    '| `private-user-{userId}` | `progress.updated` | server | – | yes |',
    '| `private-user-{userId}` | `client-moved` | client | `{ at: number[] }` | no |',
    '| `private-user-{userId}` | `ask` | client, as a message | `{ question: string }` | no |',
    '| `presence-room.{room}` | – | – | – | no |',
    '',
  ])
})

describe('react-pusher-kit channels', () => {
  let project: Awaited<ReturnType<typeof cliProject>>
  beforeAll(async () => {
    project = await cliProject()
    writeFileSync(
      join(project.folder, 'realtime.config.mjs'),
      `import { defineChannels, type } from 'react-pusher-kit/channels'
       export default { channels: defineChannels({ news: { events: { published: type() } } }) }`,
    )
    writeFileSync(join(project.folder, 'empty.config.mjs'), 'export default {}')
  }, 60_000)
  afterAll(() => project.cleanUp())

  it('prints the declaration of the configuration, and warns of what has no schema', async () => {
    const { code, stdout, stderr } = await project.run(['channels', '--asyncapi']).result
    expect(stderr).toBe(
      'react-pusher-kit: published on news has no JSON Schema, so its payload is {}; declare it with zod, arktype or another schema that has one.\n',
    )
    expect(JSON.parse(stdout)).toMatchObject({ asyncapi: '3.0.0', channels: { news: { address: 'news' } } })
    expect(code).toBe(0)
    const table = await project.run(['channels', '--markdown']).result
    expect(table.stdout).toContain('| `news` | `published` | server | – | no |')
  })

  it.each([
    [['channels'], '--asyncapi or --markdown'],
    [['channels', '--asyncapi', '--markdown'], '--asyncapi or --markdown'],
    [['channels', '--asyncapi', '--config', 'nowhere.ts'], 'nowhere.ts'],
    [['channels', '--asyncapi', '--config', 'empty.config.mjs'], '`channels`'],
  ])('refuses %j in one sentence', async (args, named) => {
    const { code, stdout, stderr } = await project.runHere(args)
    expect(stderr).toMatch(/^react-pusher-kit: [^\n]*\n$/)
    expect(stderr).toContain(named)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})
