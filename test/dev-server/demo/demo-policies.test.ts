import { afterAll, describe, expect, it } from 'vitest'
import { demoChannels } from '../../../src/dev-server/demo/demo-channels.ts'
import { matchChannel } from 'react-pusher-kit/channels'
import { demoServer } from '../demo-server.ts'

const { request, close } = demoServer()
afterAll(close)

const statusOf = async (asked: Promise<Response>) => (await asked).status

function subscribe(user: string | null, channel: string) {
  const body = { socket_id: '1.2', channel_name: channel }
  return statusOf(request(user, '/api/v1/pusher/auth', body))
}

function publish(user: string | null, channel: string, event: string, data: object) {
  return statusOf(request(user, '/api/v1/realtime/trigger', { channel, event, data }))
}

function history(user: string | null, channel: string) {
  return statusOf(request(user, `/api/v1/channels/${channel}/events`))
}

/** What each of developer, Ada, a stranger and nobody is answered. */
type Answers = readonly [developer: number, ada: number, stranger: number, nobody: number]

const asked = ['developer', 'ada', 'stranger', null] as const
const ofAll = (ask: (user: string | null) => Promise<number>) => Promise.all(asked.map(ask))

interface Row {
  channel: string
  subscribe: Answers
  event: string
  data?: object
  publish: Answers
  history: Answers
}

const onlyAdmins: Answers = [200, 403, 403, 401]
const members: Answers = [200, 200, 403, 401]
/** Public channels are not signed for: Pusher lets anyone in. */
const unsigned: Answers = [400, 400, 400, 401]
const nobodyAtAll: Answers = [403, 403, 403, 401]

const rows: readonly Row[] = [
  {
    channel: 'logs',
    subscribe: unsigned,
    event: 'log',
    data: { text: 'x' },
    publish: [200, 200, 200, 401],
    history: [200, 200, 200, 200],
  },
  {
    channel: 'private-user-ada',
    subscribe: [403, 200, 403, 401],
    event: 'notification',
    publish: members,
    history: [403, 200, 403, 401],
  },
  {
    channel: 'private-class-7',
    subscribe: members,
    event: 'session.started',
    publish: onlyAdmins,
    history: members,
  },
  {
    channel: 'private-agent-7',
    subscribe: members,
    event: 'agent.status',
    publish: members,
    history: members,
  },
  {
    channel: 'presence-classroom-7',
    subscribe: members,
    event: 'session.ended',
    publish: onlyAdmins,
    history: nobodyAtAll,
  },
  {
    channel: 'presence-admin',
    subscribe: onlyAdmins,
    event: 'admin_event',
    publish: onlyAdmins,
    history: nobodyAtAll,
  },
  {
    channel: 'private-admin',
    subscribe: onlyAdmins,
    event: 'admin_event',
    publish: onlyAdmins,
    history: onlyAdmins,
  },
  {
    channel: 'dashboard-updates',
    subscribe: unsigned,
    event: 'x',
    publish: onlyAdmins,
    history: nobodyAtAll,
  },
  {
    channel: 'presence-session-7',
    subscribe: members,
    event: 'session.started',
    publish: members,
    history: nobodyAtAll,
  },
  {
    channel: 'public-news',
    subscribe: unsigned,
    event: 'x',
    publish: onlyAdmins,
    history: nobodyAtAll,
  },
  {
    channel: 'private-undeclared',
    subscribe: nobodyAtAll,
    event: 'x',
    publish: nobodyAtAll,
    history: nobodyAtAll,
  },
]

describe('the policies of the demo', () => {
  it.each(rows)('answer the developer, Ada, a stranger and nobody in $channel', async (row) => {
    const { channel, event, data = {} } = row
    expect({
      subscribe: await ofAll((user) => subscribe(user, channel)),
      publish: await ofAll((user) => publish(user, channel, event, data)),
      history: await ofAll((user) => history(user, channel)),
    }).toEqual({ subscribe: row.subscribe, publish: row.publish, history: row.history })
  })

  it('let only admins into an encrypted channel, whose key comes from the credentials', async () => {
    expect(await ofAll((user) => subscribe(user, 'private-encrypted-7'))).toEqual([200, 403, 403, 401])
  })

  it('are asked for every channel that the demo declares', () => {
    const covered = [...rows.map(({ channel }) => channel), 'private-encrypted-7'].map(
      (channel) => matchChannel(demoChannels, channel)?.pattern,
    )
    expect(new Set(covered.filter((pattern) => pattern !== undefined))).toEqual(
      new Set(Object.keys(demoChannels)),
    )
  })
})
