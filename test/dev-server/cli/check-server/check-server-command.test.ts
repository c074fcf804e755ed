import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { startDevServer } from 'react-pusher-kit/dev-server'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { cliProject } from '../../processes.ts'
import { check, faultyServer, token } from './checked-server.ts'

const channels = defineChannels({
  logs: { events: { log: type<object>() }, persist: true },
  'private-encrypted-{name}': { events: {} },
  'private-user-{userId}': { events: {} },
  'presence-room-{room}': { events: {} },
  '{name}': { events: {} },
})

it('everything is ok with the server of the package, and nothing is missing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'check-server-'))
  const dev = await startDevServer({
    port: 0,
    data,
    requireToken: true,
    config: {
      channels,
      authorize: {
        logs: { publish: () => true, history: () => true },
        'private-encrypted-{name}': () => true,
        'private-user-{userId}': () => true,
        'presence-room-{room}': () => true,
        '{name}': { history: 'anyone' },
      },
    },
  })
  onTestFinished(async () => {
    await dev.close()
    rmSync(data, { recursive: true, force: true })
  })
  const names = ['logs', 'private-user-dev', 'presence-room-1', 'private-encrypted-notes']
  const socketUrl = `ws://127.0.0.1:${dev.port}/app/${dev.app.key}`
  const flags = { token: dev.token, data, channels: names, socketUrl }
  const { code, lines, summary, output } = await check(dev.url, flags)
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([])
  expect(summary).toBe(`${lines.length} ok, 0 failed, 0 not offered`)
  expect(lines.length).toBeGreaterThan(25)
  expect(output).toMatch(/^ok +a published event arrives with its number: seq \d+$/m)
  expect(code).toBe(0)
  for (const name of names.slice(1)) {
    expect(output).toContain(
      `a subscription to ${name} is signed: by the key ${dev.app.key}, and the signature is valid`,
    )
  }
  expect(output).not.toContain(dev.token)
})

it('a second run finds the numbers of the first, and everything is ok again', async () => {
  const url = await faultyServer()
  expect((await check(url)).failed).toEqual([])
  expect((await check(url)).failed).toEqual([])
})

it('what the server does not have is not offered, and no failure', async () => {
  const url = await faultyServer({
    answer: (path) =>
      path.includes('/channels/') || path === '/api/v1/pusher/auth'
        ? undefined
        : Response.json({ detail: 'Not Found' }, { status: 404 }),
  })
  const { code, lines, failed } = await check(url)
  expect(failed).toEqual([])
  expect(code).toBe(0)
  expect(lines).toContain('not offered  a sign-in is signed: POST /api/v1/pusher/user-auth is 404')
  // The event was published, and its receipt did not come back.
  expect(lines).toContain(
    'ok           published events can be read, once and in order: this command published nothing; older events: 1',
  )
})

it('a server without any of the routes is another one', async () => {
  const url = await faultyServer({ answer: () => new Response('<html>no</html>', { status: 404 }) })
  const { code, failed } = await check(url)
  expect(code).toBe(1)
  expect(failed).toEqual([
    'failed       the server has a route: Expected at least one route of docs/protocol.md below the URL but got none. ' +
      'Pass the URL of the server, including the path before /api/v1 if there is one.',
  ])
})

it('one line says that nothing listens', async () => {
  const { code, lines } = await check('http://127.0.0.1:1')
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^failed .*no connection \(.+\)\. Start the server/)
})

it('the token is not printed, whatever the server repeats', async () => {
  const echo = (status: number) =>
    new Response(`${'x'.repeat(100)}${token}`, { status, headers: { location: `/?t=${token}` } })
  for (const status of [200, 302, 403, 500]) {
    const { output, code } = await check(await faultyServer({ answer: () => echo(status) }))
    expect(code).toBe(1)
    expect(output).not.toContain(token.slice(0, 6))
  }
})

describe('react-pusher-kit check-server', () => {
  let project: Awaited<ReturnType<typeof cliProject>>
  beforeAll(async () => {
    project = await cliProject()
  }, 60_000)
  afterAll(() => project.cleanUp())

  it('checks the dev server of its folder', async () => {
    const serving = await project.serve(0, { flags: ['--require-token'] })
    const own = ['check-server', serving.url, '--channel', 'logs', '--channel', 'private-user-dev']
    const env = { REACT_PUSHER_KIT_TOKEN: project.credentials().token }
    const { code, stdout, stderr } = await project.run(own, { env }).result
    expect(stderr).toBe('')
    expect(stdout.split('\n').filter((line) => line.startsWith('failed'))).toEqual([])
    expect(stdout).toContain('and the signature is valid')
    expect(stdout).not.toContain(env.REACT_PUSHER_KIT_TOKEN)
    expect(code).toBe(0)

    const refused = await project.run([...own, '--token', 'not-a-token'], { env }).result
    expect(refused.stdout).toMatch(
      /^failed +a subscription to private-user-dev is signed: .*got 401 .*--token/m,
    )
    expect(refused.stdout).not.toContain('not-a-token')
    expect(refused.code).toBe(1)
  }, 60_000)

  it.each([
    [['check-server'], 'a URL'],
    [['check-server', 'localhost:8000'], 'a URL'],
    [['check-server', 'http://localhost', '--channel', 'a b'], '--channel'],
    [['check-server', 'http://localhost', '--timeout', 'soon'], '--timeout'],
    [['check-server', 'http://localhost', '--socket', 'ws://localhost'], '--socket'],
    [['check-server', 'http://localhost', '--env', 'nowhere'], 'nowhere'],
  ])('refuses %j in one sentence', async (args, named) => {
    const { code, stdout, stderr } = await project.runHere(args)
    expect(stderr).toMatch(/^react-pusher-kit: [^\n]*\n$/)
    expect(stderr).toContain(named)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})
