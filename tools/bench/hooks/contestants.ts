import { createElement, useLayoutEffect, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { PusherProvider, usePusherChannel, usePusherEvents } from 'react-pusher-kit'
import { channel, event, type FakeSocket } from './fake-socket.ts'
import { echo, usePusherOfHarel, type PeerHook, type Heard, type Payload } from './peer-hooks.ts'

/** Mounts a number of listeners on the socket's channel. */
export interface Contestant {
  name: string
  /** Keeps the newest 100 payloads in state, and calls `heard` when it has rendered. */
  keepsList?: boolean
  mount: (socket: FakeSocket, listeners: number, received: Heard) => Promise<() => void>
}

const listLength = 100

async function mountOurs({ pusher }: FakeSocket, listeners: number, Listener: ComponentType) {
  const root = createRoot(document.createElement('div'))
  const children = Array.from({ length: listeners }, (_, key) => createElement(Listener, { key }))
  flushSync(() => root.render(createElement(PusherProvider, { client: pusher }, children)))
  return () => root.unmount()
}

const raw: Contestant = {
  name: 'raw channel.bind',
  async mount({ pusher }, listeners, received) {
    const subscribed = pusher.subscribe(channel)
    for (let count = 0; count < listeners; count += 1) {
      subscribed.bind(event, (payload: Payload) => received(payload))
    }
    return () => pusher.unsubscribe(channel)
  },
}

const hook: Contestant = {
  name: 'usePusherChannel',
  mount(socket, listeners, received) {
    function Listener() {
      usePusherChannel<Payload>(channel, event, received)
      return null
    }
    return mountOurs(socket, listeners, Listener)
  },
}

const list: Contestant = {
  name: 'usePusherEvents',
  keepsList: true,
  mount(socket, listeners, received) {
    function Listener() {
      const last = usePusherEvents<Payload>(channel, event, { limit: listLength }).at(-1)
      useLayoutEffect(() => {
        if (last) received(last)
      }, [last])
      return null
    }
    return mountOurs(socket, listeners, Listener)
  },
}

function peerHook({ name, useEvent, mount }: PeerHook): Contestant {
  return {
    name,
    mount(socket, listeners, received) {
      function Listener() {
        useEvent(received)
        return null
      }
      return mount(socket, listeners, Listener)
    },
  }
}

function peerList({ name, react, useEvent, mount }: PeerHook): Contestant {
  return {
    name: `${name} and useState`,
    keepsList: true,
    mount(socket, listeners, received) {
      function Listener() {
        const [payloads, setPayloads] = react.useState<readonly Payload[]>([])
        useEvent((payload) => setPayloads((before) => [...before, payload].slice(-listLength)))
        const last = payloads.at(-1)
        react.useLayoutEffect(() => {
          if (last) received(last)
        }, [last])
        return null
      }
      return mount(socket, listeners, Listener)
    },
  }
}

export async function contestants(): Promise<{ handlers: Contestant[]; lists: Contestant[] }> {
  const peers = [await echo(), await usePusherOfHarel()]
  return { handlers: [raw, hook, list, ...peers.map(peerHook)], lists: [raw, list, ...peers.map(peerList)] }
}
