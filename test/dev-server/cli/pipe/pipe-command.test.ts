import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { cliProject, stored } from '../../processes.ts'

type Project = Awaited<ReturnType<typeof cliProject>>

describe('react-pusher-kit pipe', { timeout: 180_000 }, () => {
  let project: Project
  let server: Awaited<ReturnType<Project['serve']>>

  beforeAll(async () => {
    project = await cliProject()
    server = await project.serve()
  }, 60_000)
  afterAll(() => project.cleanUp())

  it('passes its input through and stores each line, in order', async () => {
    const lines = Array.from(
      { length: inject('pipedLines') },
      (_, index) => `line ${index} \u001b[32mgreen\u001b[0m`,
    )
    const input = `${lines.join('\n')}\n`
    const piping = project.run(['pipe', '--thread', 'file'])
    piping.child.stdin?.end(input)
    const { code, stdout, stderr } = await piping.result
    expect(code).toBe(0)
    expect(stdout === input).toBe(true)
    expect(stderr).toContain(`${lines.length} lines sent`)
    const { texts, isContiguous } = await stored(server.url, 'file')
    expect(texts).toEqual(lines)
    expect(isContiguous).toBe(true)
  })

  it('runs a command, takes both of its streams and keeps its exit code', async () => {
    const script = 'console.log("out"); console.error("error: err"); process.exitCode = 7'
    const { code, stdout, stderr } = await project.run(['pipe', '--', process.execPath, '-e', script]).result
    expect(code).toBe(7)
    expect(stdout).toBe('out\n')
    expect(stderr).toContain('error: err\n')
    expect(stderr).toContain('2 lines sent to thread node')
    const { texts } = await stored(server.url, 'node')
    expect(texts.toSorted()).toEqual(['error: err', 'out'])
  })

  it('finds the server of --data, also one that starts after it, in a folder that is not there yet', async () => {
    const piping = project.run(['pipe', '--data', 'not/there', '--thread', 'early'])
    piping.child.stdin?.end('one\ntwo\n')
    const other = await project.serve(0, { data: 'not/there' })
    expect(await piping.result).toMatchObject({ code: 0, stdout: 'one\ntwo\n' })
    expect((await stored(other.url, 'early')).texts).toEqual(['one', 'two'])
    expect((await stored(server.url, 'early')).texts).toEqual([])
    other.child.kill('SIGTERM')
    await other.result
  })

  it('needs no token for a server in open mode that --url names, and has the sentence where one is asked', async () => {
    const closed = await project.serve(0, { data: 'closed', flags: ['--require-token'] })
    const command = ['--', process.execPath, '-e', 'console.log("line")']
    const flags = (url: string) => ['pipe', '--data', 'nobody', '--thread', 'open', '--url', url, ...command]
    expect(await project.run(flags(server.url)).result).toMatchObject({ code: 0 })
    expect((await stored(server.url, 'open')).texts).toEqual(['line'])
    const refused = await project.run(flags(closed.url)).result
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('Expected credentials in the authorization header')
    closed.child.kill('SIGTERM')
    await closed.result
  })

  it('says nothing of its own with --quiet', async () => {
    const command = [process.execPath, '-e', 'console.log(1)']
    const { stderr } = await project.run(['pipe', '--quiet', '--thread', 'quiet', '--', ...command]).result
    expect(stderr).toBe('')
  })

  it('ends as a shell does when a signal ended the command', async () => {
    const script = 'process.kill(process.pid, "SIGKILL")'
    const { code } = await project.run(['pipe', '--', process.execPath, '-e', script]).result
    expect(code).toBe(137)
  })

  it('says in one sentence that there is no such command', async () => {
    const { code, stderr } = await project.run(['pipe', '--', 'no-such-command']).result
    expect(code).toBe(1)
    expect(stderr).toBe(
      'react-pusher-kit: Expected to run the command no-such-command but there is none of that name.\n',
    )
  })

  it.each([
    ['a command', ['pipe', '--thread', 't', '--', 'no\u001b[31m\nERROR forged']],
    ['a flag', ['pipe', '--no\u001b[31m\nERROR forged']],
  ])('escapes control characters of %s in its sentence', async (_, args) => {
    const { code, stderr } = await project.run(args).result
    expect(code).toBe(1)
    expect(stderr).toContain(String.raw`no\u001b[31m\u000aERROR forged`)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('gives up after --max-wait, passes on through and exits with 1', async () => {
    const flags = ['--url', 'http://127.0.0.1:9', '--max-wait', '0.3']
    const piping = project.run(['pipe', ...flags])
    piping.child.stdin?.end('one\ntwo\n')
    const { code, stdout, stderr } = await piping.result
    expect(code).toBe(1)
    expect(stdout).toBe('one\ntwo\n')
    expect(stderr).toMatch(/0 lines sent, 2 not accepted \(.*ECONNREFUSED.*\)\.\n$/)
  })

  it('does not wait for a server that refuses its token', async () => {
    const piping = project.run(['pipe', '--token', 'wrong'])
    piping.child.stdin?.end('one\n')
    const { code, stderr } = await piping.result
    expect(code).toBe(1)
    expect(stderr).toContain('401')
  })

  it('sends a line before its input ends', async () => {
    const piping = project.run(['pipe', '--thread', 'early'])
    piping.child.stdin?.write('first\n')
    await expect
      .poll(async () => (await stored(server.url, 'early')).texts, { timeout: 10_000 })
      .toEqual(['first'])
    piping.child.stdin?.end()
    expect((await piping.result).code).toBe(0)
  })

  it('sends what it has read when it is told to end', async () => {
    const piping = project.run(['pipe', '--thread', 'ended'])
    piping.child.stdin?.write('read\n')
    await piping.printed('read')
    piping.child.kill('SIGTERM')
    expect(await piping.result).toMatchObject({
      code: 143,
      stderr: expect.stringContaining('1 line sent') as string,
    })
    expect((await stored(server.url, 'ended')).texts).toEqual(['read'])
  })

  it('lets the writer end by itself at the first Ctrl-C', async () => {
    const piping = project.run(['pipe', '--thread', 'interrupted'])
    piping.child.stdin?.write('before\n')
    await piping.printed('before')
    piping.child.kill('SIGINT')
    piping.child.stdin?.end('after\n')
    expect((await piping.result).code).toBe(0)
    expect((await stored(server.url, 'interrupted')).texts).toEqual(['before', 'after'])
  })

  it('goes on when nobody reads its output any more', async () => {
    const piping = project.run(['pipe', '--thread', 'headless'])
    piping.child.stdout?.destroy()
    const lines = Array.from({ length: inject('pipedLines') }, (_, index) => `line ${index}`)
    piping.child.stdin?.end(lines.join('\n'))
    expect((await piping.result).code).toBe(0)
    expect((await stored(server.url, 'headless')).texts).toEqual(lines)
  })

  it('holds a bounded part of what it cannot send', async () => {
    const flags = ['--url', 'http://127.0.0.1:9', '--max-wait', '1']
    const piping = project.run(['pipe', ...flags], { env: { NODE_OPTIONS: '--max-old-space-size=24' } })
    const { stdin } = piping.child
    const chunk = `${'x'.repeat(99)}\n`.repeat(10_000)
    for (let sent = 0; sent < inject('pipedMegabytes'); sent++) {
      if (!stdin?.write(chunk) && stdin) await once(stdin, 'drain')
    }
    stdin?.end()
    expect(await piping.result).toMatchObject({ code: 1, signal: null })
  })

  it('splits a line that no event can hold', async () => {
    const piping = project.run(['pipe', '--thread', 'long'])
    piping.child.stdin?.end(`${'x'.repeat(300_000)}\nnext\n`)
    expect((await piping.result).code).toBe(0)
    const { texts } = await stored(server.url, 'long')
    expect(texts.at(-1)).toBe('next')
    expect(texts.slice(0, -1).join('').replaceAll('…', '')).toBe('x'.repeat(300_000))
  })

  it('doubles nothing when answers are lost on the way', async () => {
    let requests = 0
    const proxy = createServer((request, response) => {
      const lost = ++requests % 3 === 0
      const target = new URL(request.url ?? '/', server.url)
      const forwarded = forward(target, { method: 'POST', headers: request.headers }, (answer) => {
        // Stored, but the one who asked never hears of it.
        if (lost) request.socket.destroy()
        else answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers))
      })
      request.pipe(forwarded)
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const lines = Array.from({ length: 10_000 }, (_, index) => `line ${index}`)
    const piping = project.run(['pipe', '--thread', 'lost', '--url', url])
    piping.child.stdin?.end(lines.join('\n'))
    expect((await piping.result).code).toBe(0)
    expect(requests).toBeGreaterThan(25)
    expect((await stored(server.url, 'lost')).texts).toEqual(lines)
    proxy.close()
  })

  it('loses and doubles nothing when the server is killed and started again', async () => {
    const count = inject('crashLines')
    const piping = project.run(['pipe', '--thread', 'crash'])
    const lines = Array.from({ length: count }, (_, index) => `line ${index}`)
    const stdin = piping.child.stdin
    const write = async (from: number, to: number) => {
      for (let i = from; i < to; i += 1000) {
        if (!stdin?.write(`${lines.slice(i, i + 1000).join('\n')}\n`) && stdin) await once(stdin, 'drain')
      }
    }
    await write(0, count / 2)
    for (let round = 0; round < 2; round++) {
      const { port } = server
      server.child.kill('SIGKILL')
      await server.result
      const part = write(count / 2 + (round * count) / 4, count / 2 + ((round + 1) * count) / 4)
      server = await project.serve(port)
      await part
    }
    stdin?.end()
    const { code, stderr } = await piping.result
    expect(stderr).toContain(`${count} lines sent`)
    expect(code).toBe(0)
    const { texts, isContiguous } = await stored(server.url, 'crash')
    expect(texts).toEqual(lines)
    expect(isContiguous).toBe(true)
  })
})
