import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import Pusher from 'pusher'
import { startDevServer, type DevServer } from 'react-pusher-kit/dev-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './console-page.ts'
import { createTemporaryApp, type TemporaryApp } from './temporary-app.ts'

const data = mkdtempSync(join(tmpdir(), 'fast-refresh-'))
let dev: DevServer
let browser: Browser
let app: TemporaryApp
let page: Page
/** Frames that ask for something, by the socket that the page opened to the dev server. */
const sockets: string[][] = []

const files = ({ app: { key }, port }: DevServer) => ({
  'main.tsx': `
    import { createRoot } from 'react-dom/client'
    import { App } from './App.tsx'
    createRoot(document.getElementById('root')).render(<App />)`,
  // The provider's parent: everything in it is written inline.
  'App.tsx': `
    import { PusherProvider } from 'react-pusher-kit'
    import { Room } from './Room.tsx'
    export function App() {
      return (
        <PusherProvider
          appKey="${key}"
          options={{ wsHost: '127.0.0.1', wsPort: ${port}, forceTLS: false, enabledTransports: ['ws'] }}
          auth={{ getToken: () => null }}
          onError={() => {}}
        >
          <h1>App as it was</h1>
          <Room />
        </PusherProvider>
      )
    }`,
  'Room.tsx': `
    import { useState } from 'react'
    import { usePusherChannel, usePusherConnection } from 'react-pusher-kit'
    export function Room() {
      const { socketId } = usePusherConnection()
      const [titles, setTitles] = useState([])
      const { status } = usePusherChannel('public-news', 'published', ({ title }) => {
        setTitles([...titles, 'heard ' + title])
      })
      return (
        <>
          <output>{socketId}</output>
          <p>{status}</p>
          <ul>{titles.map((title) => <li key={title}>{title}</li>)}</ul>
        </>
      )
    }`,
})

beforeAll(async () => {
  dev = await startDevServer({ port: 0, data })
  browser = await launchBrowser()
  app = createTemporaryApp(files(dev))
  page = await browser.newPage()
  page.on('websocket', (socket) => {
    if (!socket.url().includes(`:${dev.port}/app/`)) return
    const events: string[] = []
    sockets.push(events)
    socket.on('framesent', ({ payload }) => {
      const { event } = JSON.parse(String(payload)) as { event: string }
      if (event !== 'pusher:ping') events.push(event)
    })
  })
  await page.goto(await app.serve('development'))
  await page.getByText('subscribed', { exact: true }).waitFor()
})

afterAll(async () => {
  await browser.close()
  await app.remove()
  await dev.close()
  rmSync(data, { recursive: true })
})

const socketId = () => page.locator('output').innerText()
/** Publishes as an app's server does. */
async function publish(title: string) {
  const { id: appId, key, secret } = dev.app
  const server = new Pusher({ appId, key, secret, host: '127.0.0.1', port: String(dev.port) })
  await server.trigger('public-news', 'published', { title })
}

// In this order: each edits what the one before has left.
describe('fast refresh keeps the connection', { shuffle: false }, () => {
  it('when a component that uses the hooks is edited, with its state and its subscription', async () => {
    const before = await socketId()
    expect(before).toMatch(/^\d+\.\d+$/)
    await publish('before')
    await page.getByText('heard before').waitFor()

    app.edit('Room.tsx', { '<p>{status}</p>': '<p>Room edited: {status}</p>' })
    await page.getByText('Room edited: subscribed').waitFor()
    await publish('after')
    await page.getByText('heard after').waitFor()
    // The list begins with what was heard before the edit: the component was refreshed, not made anew.
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual(['heard before', 'heard after'])
    expect(await socketId()).toBe(before)
    expect(sockets).toEqual([['pusher:subscribe']])
  })

  it('when its handler is edited, which is called from then on', async () => {
    const before = await socketId()
    app.edit('Room.tsx', { "'heard ' + title": "'understood ' + title", 'Room edited': 'Handler edited' })
    await page.getByText('Handler edited: subscribed').waitFor()
    await publish('again')
    await page.getByText('understood again').waitFor()
    expect(await socketId()).toBe(before)
    expect(sockets).toEqual([['pusher:subscribe']])
  })

  it('when the parent of the provider is edited', async () => {
    const before = await socketId()
    app.edit('App.tsx', { 'App as it was': 'App as it is', 'onError={() => {}}': 'unsubscribeDelay={5}' })
    await page.getByText('App as it is').waitFor()
    await publish('finally')
    await page.getByText('finally').waitFor()
    expect(await socketId()).toBe(before)
    expect(sockets).toEqual([['pusher:subscribe']])
  })
})
