import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { openPage } from '../seeds/page.ts'
import { defineConfig, startDevServer, type DevServer } from 'react-pusher-kit/dev-server'

const folder = mkdtempSync(join(tmpdir(), 'dev-server-demo-'))
let dev: DevServer | undefined

afterEach(async () => {
  await dev?.close()
  rmSync(folder, { recursive: true, force: true })
})

const config = defineConfig({ channels: defineChannels({ logs: { events: {}, persist: true } }) })
const demoPaths = [
  '/start',
  '/content/generate',
  '/api/v1/content/generate',
  '/api/v1/demo/tasks',
  '/api/v1/pusher/environment/create',
  '/api/v1/pusher/analytics/realtime',
  '/api/v1/pusher/roblox/sync',
]

async function statusOf(path: string): Promise<number> {
  const response = await fetch(`${dev?.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${dev?.token}` },
    body: '{}',
  })
  return response.status
}

describe('the routes of the demo', () => {
  it('stay when a configuration cannot be used', async () => {
    dev = await startDevServer({ port: 0, data: join(folder, 'data') })
    const wrong = { messages: { x: { route: '/message', handle: () => null } } } as const
    await expect(dev.useConfig(wrong)).rejects.toThrow('/message')
    expect(await statusOf('/start')).toBe(200)
  })

  it('are gone with a configuration, also with one that comes later; what was under way ends', async () => {
    dev = await startDevServer({ port: 0, data: join(folder, 'data') })
    const before = await Promise.all(demoPaths.map(statusOf))
    expect(before.every((status) => status === 200 || status === 202)).toBe(true)
    const page = await openPage({ appKey: dev.app.key, port: dev.port, channels: ['admin'] })
    await dev.useConfig(config)
    await expect.poll(() => JSON.stringify(page.arrived)).toContain('"cancelled"')
    page.close()
    expect(await Promise.all(demoPaths.map(statusOf))).toEqual(demoPaths.map(() => 404))
    await dev.close()
    dev = await startDevServer({ port: 0, data: join(folder, 'data'), config })
    expect(await Promise.all(demoPaths.map(statusOf))).toEqual(demoPaths.map(() => 404))
  })
})
