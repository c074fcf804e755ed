import type { ComponentType, createElement, useLayoutEffect, useState } from 'react'
import type { createRoot } from 'react-dom/client'
import type { flushSync } from 'react-dom'
import { channel, event, type FakeSocket } from './fake-socket.ts'
import { installPeers } from './peers.ts'

/** Called with each event, or with the last one rendered. */
export type Heard = (payload: Payload) => void

export interface Payload {
  n: number
}

/** The hook of another library, with a version of React that it supports. */
export interface PeerHook {
  name: string
  react: {
    createElement: typeof createElement
    useLayoutEffect: typeof useLayoutEffect
    useState: typeof useState
  }
  useEvent: (handler: Heard) => void
  mount: (socket: FakeSocket, listeners: number, Listener: ComponentType) => Promise<() => void>
}

type React = PeerHook['react']

const elements = (react: React, count: number, Component: ComponentType) =>
  Array.from({ length: count }, (_, key) => react.createElement(Component, { key }))

/** @laravel/echo-react in React 19. */
export async function echo(): Promise<PeerHook> {
  const peers = installPeers('echo-react', [
    '@laravel/echo-react@2.5.0',
    'laravel-echo@2.5.0',
    'pusher-js@8.6.0',
    'react@19.3.1',
    'react-dom@19.3.1',
  ])
  const react = peers.load<React>('react')
  const client = peers.load<{ createRoot: typeof createRoot }>('react-dom/client')
  const dom = peers.load<{ flushSync: typeof flushSync }>('react-dom')
  const { configureEcho, useEchoPublic } = await peers.loadModule<{
    configureEcho: (config: object) => void
    useEchoPublic: (name: string, eventName: string, callback: Heard) => unknown
  }>('@laravel/echo-react/dist/index.js')
  return {
    name: '@laravel/echo-react useEchoPublic',
    react,
    useEvent: (handler) => void useEchoPublic(channel, `.${event}`, handler),
    async mount({ pusher }, listeners, Listener) {
      configureEcho({ broadcaster: 'pusher', key: 'mock-key', cluster: 'mock', client: pusher })
      const root = client.createRoot(document.createElement('div'))
      dom.flushSync(() => root.render(elements(react, listeners, Listener)))
      return () => dom.flushSync(() => root.unmount())
    },
  }
}

/** @harelpls/use-pusher in React 16. */
export async function usePusherOfHarel(): Promise<PeerHook> {
  const peers = installPeers('use-pusher', [
    '@harelpls/use-pusher@7.2.1',
    'react@16.14.0',
    'react-dom@16.14.0',
  ])
  const react = peers.load<React>('react')
  const dom = peers.load<{
    render: (element: unknown, container: unknown, done: () => void) => void
    unmountComponentAtNode: (container: unknown) => void
  }>('react-dom')
  const { PusherProvider, useChannel, useEvent } = peers.load<{
    PusherProvider: ComponentType<object>
    useChannel: (name: string) => unknown
    useEvent: (channel: unknown, event: string, callback: Heard) => void
  }>('@harelpls/use-pusher')
  return {
    name: '@harelpls/use-pusher useEvent',
    react,
    useEvent: (handler) => useEvent(useChannel(channel), event, handler),
    mount: ({ pusher }, listeners, Listener) =>
      new Promise((resolve) => {
        function Runtime() {
          return pusher
        }
        const children = elements(react, listeners, Listener)
        const props = { clientKey: 'mock-key', cluster: 'mock', _PusherRuntime: Runtime, children }
        const container = document.createElement('div')
        dom.render(react.createElement(PusherProvider, props), container, () =>
          resolve(() => dom.unmountComponentAtNode(container)),
        )
      }),
  }
}
