import { createElement, type ComponentType, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { PusherProvider, usePusherChannel, usePusherEvents } from 'react-pusher-kit'
import type { FakeSocket } from './fake-socket.ts'
import { installPeers } from './peers.ts'

/** Mounts so many listeners on the socket's channel, each of which calls `heard` for each event. */
export interface Contestant {
  name: string
  mount: (socket: FakeSocket, listeners: number, heard: () => void) => Promise<() => void>
}

export const channel = 'news'
export const event = 'published'

const many = (count: number, Component: ComponentType) =>
  Array.from({ length: count }, (_, key) => createElement(Component, { key }))

function mountOurs(socket: FakeSocket, children: ReactNode): () => void {
  const root = createRoot(document.createElement('div'))
  flushSync(() => root.render(createElement(PusherProvider, { client: socket.pusher }, children)))
  return () => root.unmount()
}

const raw: Contestant = {
  name: 'raw channel.bind',
  async mount({ pusher }, listeners, heard) {
    const subscribed = pusher.subscribe(channel)
    for (let count = 0; count < listeners; count += 1) subscribed.bind(event, () => heard())
    return () => pusher.unsubscribe(channel)
  },
}

const hook: Contestant = {
  name: 'usePusherChannel',
  async mount(socket, listeners, heard) {
    function Listener() {
      usePusherChannel(channel, event, heard)
      return null
    }
    return mountOurs(socket, many(listeners, Listener))
  },
}

const buffered: Contestant = {
  name: 'usePusherEvents',
  async mount(socket, listeners, heard) {
    function Listener() {
      usePusherEvents(channel, event, {
        select: (payload) => {
          heard()
          return payload
        },
      })
      return null
    }
    return mountOurs(socket, many(listeners, Listener))
  },
}

interface ReactPeer {
  createElement: typeof createElement
}

function echo(): Contestant {
  const peers = installPeers('echo-react', [
    '@laravel/echo-react@2.5.0',
    'laravel-echo@2.5.0',
    'pusher-js@8.6.0',
    'react@19.3.1',
    'react-dom@19.3.1',
  ])
  const react = peers.load<ReactPeer>('react')
  const client = peers.load<{ createRoot: typeof createRoot }>('react-dom/client')
  const dom = peers.load<{ flushSync: typeof flushSync }>('react-dom')
  return {
    name: '@laravel/echo-react useEchoPublic',
    async mount({ pusher }, listeners, heard) {
      const { configureEcho, useEchoPublic } = await peers.loadModule<{
        configureEcho: (config: object) => void
        useEchoPublic: (channel: string, event: string, callback: () => void) => unknown
      }>('@laravel/echo-react/dist/index.js')
      configureEcho({ broadcaster: 'pusher', key: 'mock-key', cluster: 'mock', client: pusher })
      function Listener() {
        useEchoPublic(channel, `.${event}`, heard)
        return null
      }
      const root = client.createRoot(document.createElement('div'))
      dom.flushSync(() =>
        root.render(Array.from({ length: listeners }, (_, key) => react.createElement(Listener, { key }))),
      )
      return () => dom.flushSync(() => root.unmount())
    },
  }
}

function usePusherPeer(): Contestant {
  const peers = installPeers('use-pusher', [
    '@harelpls/use-pusher@7.2.1',
    'react@16.14.0',
    'react-dom@16.14.0',
  ])
  const react = peers.load<ReactPeer>('react')
  const dom = peers.load<{
    render: (element: unknown, container: unknown, done: () => void) => void
    unmountComponentAtNode: (container: unknown) => void
  }>('react-dom')
  const kit = peers.load<{
    PusherProvider: ComponentType<object>
    useChannel: (name: string) => unknown
    useEvent: (channel: unknown, event: string, callback: () => void) => void
  }>('@harelpls/use-pusher')
  return {
    name: '@harelpls/use-pusher useEvent',
    mount: ({ pusher }, listeners, heard) =>
      new Promise((resolve) => {
        function Listener() {
          kit.useEvent(kit.useChannel(channel), event, heard)
          return null
        }
        function Runtime() {
          return pusher
        }
        const children = Array.from({ length: listeners }, (_, key) => react.createElement(Listener, { key }))
        const props = { clientKey: 'mock-key', cluster: 'mock', _PusherRuntime: Runtime, children }
        const container = document.createElement('div')
        dom.render(react.createElement(kit.PusherProvider, props), container, () =>
          resolve(() => dom.unmountComponentAtNode(container)),
        )
      }),
  }
}

export const contestants = (): Contestant[] => [raw, hook, buffered, echo(), usePusherPeer()]
