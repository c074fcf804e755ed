// Renders every component on plain Node and prints the markup.
import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { PusherProvider } from 'react-pusher-kit'
import {
  ConnectionBadge,
  LogViewer,
  NotificationBridge,
  NotificationInbox,
  OnlineUsers,
  RunStatus,
  TypingIndicator,
} from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'

const mock = createMockPusher()
const page = createElement(
  MantineProvider,
  null,
  createElement(
    PusherProvider,
    mock.provider,
    createElement(ConnectionBadge),
    createElement(LogViewer, { channel: 'logs', event: 'log' }),
    createElement(OnlineUsers, { channel: 'presence-room' }),
    createElement(TypingIndicator, { channel: 'presence-room' }),
    createElement(RunStatus),
    createElement(NotificationBridge, { channel: 'private-user-1' }),
    createElement(NotificationInbox),
  ),
)
console.log(renderToString(page))
mock.dispose()
