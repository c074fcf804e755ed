import type { ChannelDefinitions } from '../../channels/index.ts'
import type { DataIn, DeclaredFor, EventIn } from '../../channels/internal.ts'
import { channelKind, signChannel, type HubConnection } from '../../protocol/index.ts'
import { MockError } from '../mock-error.ts'

import type { MockContext } from '../state/mock-context.ts'

/** A member of a presence channel who has no client in this test. */
export interface RemoteMember<Events extends object = Record<string, unknown>> {
  /** The id of the member. */
  readonly id: string | number
  /** The presence channel of the member. */
  readonly channel: string
  /**
   * Sends a client event to the other members.
   *
   * @throws {@link MockError} when Pusher would refuse it
   */
  trigger<const Event extends keyof Events & string>(event: Event, data: Events[Event]): void
  /** Leaves the channel. */
  leave(): void
}

/** The payloads of a channel's client events by name. `useTyping` sends `client-typing` on any presence channel. */
export type MemberEvents<Channels extends ChannelDefinitions, Name extends string> =
  EventIn<DeclaredFor<Channels>, Name, 'clientEvents'> extends infer Event extends string
    ? {
        [Each in Event]: DataIn<DeclaredFor<Channels>, Name, Each, 'clientEvents'>
      } & ('client-typing' extends Event ? unknown : { 'client-typing': { typing: boolean } })
    : never

/** A member of a presence channel with a separate connection, without pusher-js. */
export function joinRemotely(
  { app, hub }: MockContext,
  remotes: Map<string, RemoteMember>,
  channel: string,
  { id, info }: { id: string | number; info?: unknown },
): RemoteMember {
  if (channelKind(channel).kind !== 'presence') {
    throw new MockError(
      'not_a_presence_channel',
      `Expected a presence channel, whose name begins with presence-, but got "${channel}"; only presence channels have members.`,
    )
  }
  let refusal: string | null = null
  const connection: HubConnection = hub.connect(app.key, {
    send: (frame) => {
      const { event } = JSON.parse(frame) as { event: string }
      if (event === 'pusher:error') refusal = frame
      // Without a pong the hub closes the connection.
      if (event === 'pusher:ping') connection.receive('{"event":"pusher:pong"}')
    },
    close: () => remotes.delete(connection.socketId),
  })
  const channelData = JSON.stringify({ user_id: id, user_info: info })
  const auth = signChannel(app, connection.socketId, channel, channelData)
  const say = (event: string, fields: object): void => {
    connection.receive(JSON.stringify({ event, ...fields }))
    if (refusal === null) return
    const answer = refusal
    refusal = null
    throw new MockError(
      'publication_refused',
      `Expected Pusher to accept ${event} on "${channel}" but got ${answer}; correct the member or the event.`,
    )
  }
  say('pusher:subscribe', { data: { channel, auth, channel_data: channelData } })
  const member: RemoteMember = {
    id,
    channel,
    trigger: (event, data) => say(event, { channel, data }),
    leave: () => {
      remotes.delete(connection.socketId)
      connection.closed()
    },
  }
  remotes.set(connection.socketId, member)
  return member
}
