import { useEventLog, usePresence, useTyping } from 'react-pusher-kit'
import { LogViewer, OnlineUsers, TypingIndicator } from 'react-pusher-kit/mantine'

declare const anyChannel: string
declare const id: string

export const accepted = (
  <>
    <LogViewer channel="logs" event="log" columns={{ text: ({ data }) => data.text }} />
    <LogViewer channel="logs" columns={{ text: ({ data }) => String(data) }} />
    <LogViewer channel="news" event="anything" />
    <LogViewer channel={anyChannel} event="anything" />
    <OnlineUsers channel={`presence-session-${id}`} activityEvent="client-typing" />
    <OnlineUsers channel={anyChannel} activityEvent="client-away" />
    <OnlineUsers members={[]} />
    <TypingIndicator channel="presence-session-1" />
    <TypingIndicator typing={[]} />
  </>
)

export const refused = (
  <>
    {/* @ts-expect-error -- no such event on the channel */}
    <LogViewer channel="logs" event="lgo" />
    {/* @ts-expect-error -- the payload has no such field */}
    <LogViewer channel="logs" event="log" columns={{ text: ({ data }) => data.txt }} />
    {/* @ts-expect-error -- a private channel has no members */}
    <OnlineUsers channel="private-user-42" />
    {/* @ts-expect-error -- no such client event */}
    <OnlineUsers channel="presence-session-1" activityEvent="client-away" />
    {/* @ts-expect-error -- a public channel has no members */}
    <TypingIndicator channel="logs" />
  </>
)

// @ts-expect-error -- a private channel has no members
usePresence('private-user-42')
// @ts-expect-error -- a public channel has no members
useTyping('logs')
usePresence(anyChannel)

// @ts-expect-error -- no such event on the channel
useEventLog({ channel: 'logs', event: 'lgo' })
// @ts-expect-error -- the payload has no such field
void useEventLog({ channel: 'logs', event: 'log' }).log.at(0)?.data.txt
// @ts-expect-error -- the payload has no such field
useEventLog({ channel: 'logs', event: 'log', columns: { text: ({ data }) => data.txt } })
useEventLog({ channel: `private-user-${id}`, event: 'notification' })
  .log.at(0)
  ?.data.title.trim()
useEventLog({ channel: 'logs' })
useEventLog({ channel: anyChannel, event: 'anything' })
