// The reference server on plain Node: a channel declared once, a signature, an event and its history, as JSON.
import { channelName, defineChannels, matchChannel, type } from 'react-pusher-kit/channels'
import { createPusherServer, devTokens } from 'react-pusher-kit/server'

const channels = defineChannels({
  'private-user-{userId}': { events: { note: type() }, persist: true },
})
const server = createPusherServer({
  channels,
  authenticate: devTokens({ secret: { id: '42' } }),
  authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
})
const channel = channelName('private-user-{userId}', { userId: '42' })
await server.publish(channel, 'note', { text: 'hello' })

async function ask(path, init = {}) {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const response = await server.fetch(new Request(`http://localhost/api/v1${path}`, { headers, ...init }))
  return { status: response.status, body: await response.json() }
}

const sign = (name) =>
  ask('/pusher/auth', { method: 'POST', body: JSON.stringify({ socket_id: '1.2', channel_name: name }) })

console.log(
  JSON.stringify({
    params: matchChannel(channels, channel)?.params,
    own: (await sign(channel)).status,
    theirs: (await sign('private-user-43')).status,
    texts: (await ask(`/channels/${channel}/events`)).body.events.map(({ data }) => data.text),
  }),
)
await server.close()
