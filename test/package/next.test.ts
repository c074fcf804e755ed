import { appendFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../e2e/console-page.ts'
import { type Consumer, installConsumer } from './consumer.ts'
import { openPage } from './open-page.ts'
import { freePort, start, type Started } from './start.ts'

const example = fileURLToPath(new URL('../../examples/next', import.meta.url))
let consumer: Consumer
let devServer: Started
let next: Started
let browser: Browser
let address: string

beforeAll(async () => {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  consumer = await installConsumer('next')
  const { folder } = consumer
  // The example's route handler, in the place that it names.
  const route = join(folder, 'app/api/[...path]')
  mkdirSync(route, { recursive: true })
  cpSync(example, route, { recursive: true })
  cpSync(join(example, '../realtime'), join(folder, 'app/api/realtime'), { recursive: true })

  const serve = ['react-pusher-kit', 'serve', '--port', '0', '--origin', address]
  devServer = await start(folder, /running: (http:\S+)/, 'npx', ...serve)
  appendFileSync(
    join(folder, '.env.local'),
    await consumer.run('npx', 'react-pusher-kit', 'keys', '--prefix', 'NEXT_PUBLIC_'),
  )
  await consumer.run('npm', 'run', 'build')
  next = await start(folder, /Ready in/, 'npx', 'next', 'start', '-H', '127.0.0.1', '-p', port)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await next?.stop()
  await devServer?.stop()
  consumer?.remove()
})

it('renders a server component with ./server and client components with . and ./mantine', async () => {
  const response = await fetch(address)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html.replaceAll('<!-- -->', '')).toContain('<h1>Published by embedded</h1>')
  expect(html.replaceAll('<!-- -->', '')).toContain('<output>0 lines came live</output>')
  expect(html).toContain('mantine-ConnectionBadge-root')
  expect(html).toContain('mantine-LogViewer-root')
})

it('hydrates without a complaint, connects and shows what is published', async () => {
  const { page, complaints } = await openPage(browser, address)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  await consumer.run('sh', '-c', 'echo hello from a pipe | npx react-pusher-kit pipe')
  await page.getByText('hello from a pipe', { exact: true }).waitFor()
  await page.getByText(/^[1-9]\d* lines came live$/).waitFor()
  await page.screenshot({ path: 'test-results/package-next.png' })
  expect(complaints).toEqual([])
  await page.close()
})
