import { createElement, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { PusherProvider, usePusherChannel, usePusherEvents } from 'react-pusher-kit'
import { channel, event, openFakeSocket } from './fake-socket.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export async function countRendersOfBurst(): Promise<number> {
  const socket = await openFakeSocket()
  const renders = { count: 0 }
  function Reader() {
    usePusherEvents(channel, event)
    useEffect(() => {
      renders.count += 1
    })
    return null
  }
  const root = createRoot(document.createElement('div'))
  const children = createElement(Reader)
  flushSync(() => root.render(createElement(PusherProvider, { client: socket.pusher }, children)))
  await socket.ready()
  await pause(50)
  const before = renders.count
  socket.deliver(1000)
  await pause(200)
  socket.close()
  return renders.count - before
}

export async function countFramesOfMany(): Promise<number> {
  const socket = await openFakeSocket()
  function Listener() {
    usePusherChannel(channel, event, () => {})
    return null
  }
  const root = createRoot(document.createElement('div'))
  const show = (count: number) => {
    const children = Array.from({ length: count }, (_, key) => createElement(Listener, { key }))
    flushSync(() => root.render(createElement(PusherProvider, { client: socket.pusher }, children)))
  }
  show(1000)
  await socket.ready()
  show(0)
  await pause(50)
  const sent = socket.mock.frames.filter(
    ({ direction, event: name }) => direction === 'sent' && name !== 'pusher:ping',
  )
  socket.close()
  return sent.length
}
