import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cliProject } from '../../processes.ts'

describe('the lines with which serve starts', { timeout: 90_000 }, () => {
  let project: Awaited<ReturnType<typeof cliProject>>

  beforeAll(async () => {
    project = await cliProject()
  }, 60_000)
  afterAll(() => project.cleanUp())

  /** The texts of the log lines about backends, without time and level. */
  async function linesOf(env: NodeJS.ProcessEnv): Promise<string[]> {
    const server = await project.serve(0, { env })
    server.child.kill('SIGTERM')
    const { stdout } = await server.result
    return [...stdout.matchAll(/^[\d:]{8} INFO {2}(\[[A-Z_]+\] .*)$/gm)].map(([, text = '']) => text)
  }

  it('name Pusher and its cluster', async () => {
    const app = { PUSHER_APP_ID: '1', PUSHER_KEY: 'key', PUSHER_SECRET: 'secret' }
    expect(await linesOf({ ...app, PUSHER_CLUSTER: 'ap2', PUSHER_SSL: 'true' })).toEqual([
      '[PUSHER] Initialized successfully (cluster: ap2)',
      '[BROADCASTER_MANAGER] Added broadcaster: pusher',
      '[EMBEDDED] Initialized successfully (cluster: none)',
      '[BROADCASTER_MANAGER] Added broadcaster: embedded',
      '[BROADCASTER_MANAGER] Set primary broadcaster: pusher',
      '[BROADCASTER_MANAGER] Initialized with Pusher as primary',
      '[MAIN] Real-time broadcast configured: pusher (available)',
    ])
  })

  it('leave the own hub out where its sockets are off', async () => {
    const app = { PUSHER_APP_ID: '1', PUSHER_KEY: 'key', PUSHER_SECRET: 'secret' }
    const lines = await linesOf({ ...app, PUSHER_HOST: '127.0.0.1', PUSHER_PORT: '1', WS_ENABLED: 'false' })
    expect(lines.join('\n')).not.toContain('embedded')
    expect(lines.at(-1)).toBe('[MAIN] Real-time broadcast configured: self_hosted (available)')
  })

  it('name the own hub without another backend, and say when it is off', async () => {
    const lines = [
      '[EMBEDDED] Initialized successfully (cluster: none)',
      '[BROADCASTER_MANAGER] Added broadcaster: embedded',
      '[BROADCASTER_MANAGER] Set primary broadcaster: embedded',
      '[BROADCASTER_MANAGER] Initialized with Embedded as primary',
    ]
    const configured = '[MAIN] Real-time broadcast configured: embedded'
    expect(await linesOf({})).toEqual([...lines, `${configured} (available)`])
    expect(await linesOf({ WS_ENABLED: 'false' })).toEqual([
      ...lines,
      `${configured} (off, by WS_ENABLED=false)`,
    ])
    expect(await linesOf({ PUSHER_ENABLED: 'false', PUSHER_KEY: 'key', PUSHER_CLUSTER: 'ap2' })).toEqual([
      ...lines,
      `${configured} (available)`,
    ])
  })

  it('are none, but one sentence, where a variable makes no sense', async () => {
    const env = { WS_HEARTBEAT_INTERVAL: 'often' }
    const { code, stdout, stderr } = await project.runHere(['serve', '--port', '0'], { env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^react-pusher-kit: Expected WS_HEARTBEAT_INTERVAL .* but got "often".*\n$/)
  })
})
