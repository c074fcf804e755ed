import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import HttpPusher from 'pusher'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { pusherConfigFromEnv } from 'react-pusher-kit/client'
import { quickest, timeOf } from '../../../run/quickest.ts'
import { cliProject, stored } from '../../processes.ts'

type Project = Awaited<ReturnType<typeof cliProject>>

describe('react-pusher-kit serve', { timeout: 90_000 }, () => {
  let project: Project

  beforeAll(async () => {
    project = await cliProject()
  }, 60_000)
  afterAll(() => project.cleanUp())

  it('prints where it is, the env block and what to try next', async () => {
    const server = await project.serve()
    const { stdout } = server.output()
    expect(stdout).toContain(server.url)
    expect(stdout).toMatch(/^PUSHER_APP_ID=\d+\nPUSHER_KEY=\w+\nPUSHER_SECRET=\w+\n/m)
    expect(stdout).toContain(`PUSHER_PORT=${server.port}\n`)
    expect(stdout).toContain('npx react-pusher-kit pipe')
    const keys = await project.run(['keys']).result
    expect(stdout).toContain(keys.stdout)
    server.child.kill('SIGTERM')
    expect(await server.result).toMatchObject({ code: 0, stderr: '' })
  })

  it.each(['VITE_', 'NEXT_PUBLIC_'])(
    'keys --prefix %s prints what pages read, without a secret',
    async (prefix) => {
      const server = await project.serve()
      const { code, stdout } = await project.run(['keys', '--prefix', prefix]).result
      expect(code).toBe(0)
      const { app } = project.credentials()
      expect(stdout).not.toContain(app.secret)
      expect(pusherConfigFromEnv(parseEnv(stdout))).toMatchObject({
        appKey: app.key,
        options: { wsHost: '127.0.0.1', wsPort: server.port, forceTLS: false },
        endpoints: { history: `${server.url}/api/v1/channels/{channel}/events` },
      })
      expect(Object.keys(parseEnv(stdout)).every((name) => name.startsWith(prefix))).toBe(true)
      server.child.kill('SIGTERM')
      await server.result
    },
  )

  it('makes a data folder that git leaves out', async () => {
    expect((await project.runHere(['keys', '--data', 'nested/data'])).code).toBe(0)
    expect(readFileSync(join(project.folder, 'nested/data/.gitignore'), 'utf8')).toBe('*\n')
  })

  it('puts nothing but its own files into a folder that was there before', async () => {
    mkdirSync(join(project.folder, 'theirs'))
    expect((await project.runHere(['keys', '--data', 'theirs'])).code).toBe(0)
    expect(readdirSync(join(project.folder, 'theirs'))).toEqual(['credentials.json'])
  })

  it('reads the variables of a file, below those of its environment', async () => {
    const file = join(project.folder, '.env.local')
    writeFileSync(file, 'PUSHER_APP_ID=1\nPUSHER_KEY=k\nPUSHER_SECRET=s\nVITE_PUSHER_KEY=k\n')
    const halfSet = await project.runHere(['serve', '--port', '0', '--env', '.env.local'])
    expect(halfSet.code).toBe(1)
    expect(halfSet.stderr).toContain('PUSHER_CLUSTER')
    const { code, stderr } = await project.runHere(['serve', '--port', '0', '--env', '.env.local'], {
      env: { PUSHER_CLUSTER: 'eu', PUSHER_SECRET: '', DATABASE_URL: '' },
    })
    expect(code).toBe(1)
    expect(stderr).toContain('PUSHER_SECRET')
  })

  it('says in one sentence that its file of variables is not there', async () => {
    const { code, stderr } = await project.runHere(['serve', '--env', 'nowhere.env'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: Expected .*nowhere\.env .*\n$/)
  })

  it('says that it is open, and carries events of the official package to two clients without any setup', async () => {
    const server = await project.serve()
    const { stdout } = server.output()
    expect(stdout).toMatch(
      /^Open mode: .*without credentials\. A realtime\.config\.ts in this folder disables it\.$/m,
    )
    const { app } = project.credentials()
    const place = { wsHost: '127.0.0.1', wsPort: server.port, forceTLS: false, cluster: '' }
    const channelAuthorization = { endpoint: `${server.url}/api/v1/pusher/auth`, transport: 'ajax' } as const
    const clients = [1, 2].map(() => new Pusher(app.key, { ...place, channelAuthorization }))
    const arrived = clients.map(async (client) => {
      const channel = client.subscribe('private-my-channel')
      const event = new Promise((resolve) => channel.bind('my-event', resolve))
      await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
      return { event }
    })
    const events = await Promise.all(arrived)
    const backend = { host: '127.0.0.1', port: String(server.port), useTLS: false }
    const http = new HttpPusher({ appId: app.id, key: app.key, secret: app.secret, ...backend })
    await http.trigger('private-my-channel', 'my-event', { message: 'hello world' })
    for (const { event } of events) expect(await event).toEqual({ message: 'hello world' })
    for (const client of clients) client.disconnect()
    server.child.kill('SIGTERM')
    await server.result
  })

  it('logs to the terminal, one line an event, a denied request with user, channel and reason', async () => {
    const server = await project.serve(0, { flags: ['--require-token'] })
    expect(server.output().stdout).toContain('Open mode is off: the demo')
    const printed = await project.run(['token', '--user', 'ana', '--role', 'class:7', '--expires', '5m'])
      .result
    expect(printed).toMatchObject({ code: 0, stderr: '' })
    const refused = await fetch(`${server.url}/api/v1/pusher/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${printed.stdout.trim()}` },
      body: JSON.stringify({ socket_id: '1.2', channel_name: 'private-class-8' }),
    })
    expect(refused.status).toBe(403)
    expect(((await refused.json()) as { error: string }).error).toMatch(
      /user `ana` may not subscribe to `private-class-8`: `subscribe` of the policy `private-class-\{classId\}` /,
    )
    await server.printed('403')
    const lines = server.output().stdout.split('\n')
    const denied = lines.filter((line) => line.includes(' denied '))
    expect(denied).toHaveLength(1)
    expect(denied[0]).toMatch(/^\d\d:\d\d:\d\d WARN  denied .*user=ana .*channel=private-class-8 .*reason=/)
    expect(server.output().stdout).not.toContain(printed.stdout.trim())
    server.child.kill('SIGTERM')
    await server.result
  })

  it('writes nothing of its own into logs', async () => {
    const server = await project.serve(0, { data: 'quiet' })
    for (const path of ['/api/v1/pusher/status', '/metrics', '/api/v1/pusher/usage'])
      await fetch(`${server.url}${path}`)
    const history = await fetch(`${server.url}/api/v1/channels/logs/events`)
    expect(await history.json()).toMatchObject({ events: [], last_seq: 0 })
    const usage = await (await fetch(`${server.url}/api/v1/pusher/usage`)).text()
    expect(usage).toMatch(/"messages[^"]*":(?:\{[^}]*"used":)?0/)
    server.child.kill('SIGTERM')
    await server.result
  })

  it.each([
    ['0.0.0.0', ['--host', '0.0.0.0']],
    ['::', ['--host', '::']],
  ])('does not start at %s without a configuration or the token', async (host, flags) => {
    const { code, stdout, stderr } = await project.runHere(['serve', '--port', '0', ...flags])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `react-pusher-kit: Expected --config or --require-token with --host ${host}, because other machines reach that ` +
        'address, but got neither; name a configuration, or ask for the token.\n',
    )
  })

  it('names the hosts by which other machines reach it', async () => {
    const flags = ['--host', '0.0.0.0', '--require-token', '--allow-host', 'dev.local']
    const server = await project.serve(0, { flags })
    expect(server.output().stdout).toMatch(/Listens on 0\.0\.0\.0 .*--allow-host.*: 0\.0\.0\.0, dev\.local$/m)
    server.child.kill('SIGTERM')
    await server.result
  })

  it('keeps its credentials between two starts, readable by their owner only', async () => {
    const first = await project.serve()
    const { token } = project.credentials()
    first.child.kill('SIGINT')
    await first.result
    const second = await project.serve()
    expect(project.credentials().token).toBe(token)
    expect(statSync(join(project.folder, '.data', 'credentials.json')).mode & 0o077).toBe(0)
    second.child.kill('SIGINT')
    await second.result
  })

  it('ends within two seconds while clients are connected, and keeps what it accepted', async () => {
    const sent: string[] = []
    const took = await quickest(2000, async () => {
      const server = await project.serve()
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/app/nobody`)
      await new Promise((resolve) => socket.addEventListener('open', resolve))
      const text = `the last line of server ${sent.length}`
      sent.push(text)
      const accepted = await fetch(`${server.url}/api/v1/logs`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${project.credentials().token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ text, thread_id: 'end' }),
      })
      expect(accepted.status).toBe(202)
      return timeOf(async () => {
        server.child.kill('SIGTERM')
        expect((await server.result).code).toBe(0)
      })
    })
    expect(took).toBeLessThan(2000)
    const next = await project.serve()
    expect((await stored(next.url, 'end')).texts).toEqual(sent)
    next.child.kill('SIGTERM')
    await next.result
  })

  it('says in one sentence that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const { code, stdout, stderr } = await project.run(['serve', '--port', String(port)]).result
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `react-pusher-kit: Expected to listen on port ${port} of 127.0.0.1 but it is in use; ` +
        'end the other program or choose one with --port.\n',
    )
    other.close()
  })

  it.each([
    ['a folder under a file', 'file/data'],
    ['a file', 'file'],
  ])('says in one sentence that it cannot write into %s', async (_, data) => {
    writeFileSync(join(project.folder, 'file'), '')
    const { code, stderr } = await project.runHere(['serve', '--port', '0', '--data', data])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: Expected a data folder that can be written .*\n$/)
  })

  it('says in one sentence that its credentials are broken', async () => {
    mkdirSync(join(project.folder, 'broken'))
    writeFileSync(join(project.folder, 'broken', 'credentials.json'), '{"app":')
    const { code, stderr } = await project.runHere(['serve', '--port', '0', '--data', 'broken'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: Expected .*credentials\.json to hold .*\n$/)
  })

  it('says in one sentence that its database is none', async () => {
    mkdirSync(join(project.folder, 'no-database'))
    writeFileSync(join(project.folder, 'no-database', 'events.db'), 'x'.repeat(10_000))
    const { code, stderr } = await project.runHere(['serve', '--port', '0', '--data', 'no-database'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: Expected .*events\.db .*\n$/)
  })

  it.each([
    ['PUSHER_SECRET', { PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_CLUSTER: 'eu' }],
    ['PUSHER_CLUSTER', { PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://someone:password@127.0.0.1:9/none' }],
  ])('says in one sentence that %s is wrong', async (name, env) => {
    const { code, stderr } = await project.runHere(['serve', '--port', '0'], { env })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: Expected [^\n]*\n$/)
    expect(stderr).toContain(name)
    expect(stderr).not.toContain('password')
  })

  it.each([
    [['serve', '--port', 'x'], '--port'],
    [['serve', '--port', '70000'], '--port'],
    [['serve', '--bogus'], '--bogus'],
    [['serve', '--origin', '*'], '--origin'],
    [['serve', '--allow-host', 'dev.local:8000'], '--allow-host'],
    [['serve', '--allow-host', '*'], '--allow-host'],
    [['keys', '--prefix', 'vite'], '--prefix'],
    [['token'], '--user'],
    [['token', '--user', ''], '--user'],
    [['token', '--user', 'a\nb'], '--user'],
    [['token', '--user', 'ana', '--role', ''], '--role'],
    [['token', '--user', 'ana', '--expires', '8 h'], '--expires'],
    [['token', '--user', 'ana', '--expires', '0s'], '--expires'],
    [['token', '--user', 'ana', '--expires', '366d'], '--expires'],
    [['pipe', '--thread', 'a\nb'], '--thread'],
    [['pipe', '--max-wait', 'long'], '--max-wait'],
    [['pipe', '--'], '--'],
    [['launch'], 'launch'],
  ])('refuses %j and names what is wrong', async (args, named) => {
    const { code, stderr } = await project.runHere(args)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: [^\n]*\n$/)
    expect(stderr).toContain(named)
  })

  it('refuses a --url of another protocol, and names the flag', async () => {
    const { code, stderr } = await project.run(['pipe', '--url', 'ftp://x']).result
    expect(code).toBe(1)
    expect(stderr).toMatch(/^react-pusher-kit: [^\n]*\n$/)
    expect(stderr).toContain('--url')
  })

  it('prints its commands when it is asked for help', async () => {
    const { code, stdout } = await project.run(['--help']).result
    expect(code).toBe(0)
    for (const command of ['serve', 'pipe', 'keys', 'token'])
      expect(stdout).toContain(`react-pusher-kit ${command}`)
  })
})
