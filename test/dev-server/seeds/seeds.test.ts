import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cliProject } from '../processes.ts'
import { openPage, type SeedPage } from './page.ts'
import { seedChannels, seedRequests, type Arrival, type SeedRequest } from './requests.ts'
import { transcriptOf, type Exchange } from './transcript.ts'

const inOrder = { timeout: 90_000, shuffle: false }
const document = join(import.meta.dirname, '../../../docs/seeds.md')

// In this order: the run of the first test has ended when the second one listens.
describe('the requests of older apps, against serve without a configuration', inOrder, () => {
  let project: Awaited<ReturnType<typeof cliProject>>
  let server: Awaited<ReturnType<typeof project.serve>>
  let page: SeedPage

  beforeAll(async () => {
    project = await cliProject()
    server = await project.serve()
    page = await openPage({
      appKey: project.credentials().app.key,
      port: server.port,
      channels: seedChannels,
    })
  }, 60_000)
  afterAll(async () => {
    page.close()
    await project.cleanUp()
  })

  async function ask({ method, path, body, accept }: SeedRequest) {
    const isForm = typeof body === 'string'
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...(accept === undefined ? {} : { accept }),
        ...(body === undefined
          ? {}
          : { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, answer: isJson ? (JSON.parse(text) as unknown) : text }
  }

  /** Of what arrived from an index on, that which was expected: in each channel in its order. */
  function found(expected: readonly Arrival[], from: number): Arrival[] {
    const came = page.arrived.slice(from)
    const last = new Map<string, number>()
    return expected.flatMap((arrival) => {
      const after = last.get(arrival.channel) ?? -1
      const index = came.findIndex((one, at) => at > after && isLike(one, arrival))
      if (index === -1) return []
      last.set(arrival.channel, index)
      return came.slice(index, index + 1)
    })
  }

  async function exchange(request: SeedRequest): Promise<Exchange> {
    const from = page.arrived.length
    const { status, answer } = await ask(request)
    expect({ status, answer }).toMatchObject({ status: request.status ?? 200, answer: request.answer })
    const { arrives = [] } = request
    await expect
      .poll(() => found(arrives, from).length, {
        message: `${request.method} ${request.path}`,
        timeout: 30_000,
      })
      .toBe(arrives.length)
    return { request, status, answer, arrived: found(arrives, from) }
  }

  it('may come from a page that another port of this machine serves', async () => {
    const origin = 'http://localhost:4321'
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const paths = new Set(
      seedRequests(page.socketId).flatMap(({ method, path }) => (method === 'POST' ? path : [])),
    )
    for (const path of paths) {
      const preflight = await fetch(`${server.url}${path}`, { method: 'OPTIONS', headers })
      const allowed = preflight.headers.get('access-control-allow-origin')
      expect({ path, status: preflight.status, allowed }).toEqual({ path, status: 204, allowed: origin })
    }
    const answer = await fetch(`${server.url}/start`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: '{"thread_id":"of-a-page"}',
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    await expect.poll(() => JSON.stringify(page.arrived)).toMatch(/"of-a-page","event_type":"completed"/)
  })

  it('work as they are written, and docs/seeds.md shows them with their answers', async () => {
    const transcripts: string[] = []
    for (const request of seedRequests(page.socketId)) transcripts.push(transcriptOf(await exchange(request)))
    const text = readFileSync(document, 'utf8').replace(
      /```text\n[^]*?\n```/,
      () => `\`\`\`text\n${transcripts.join('\n\n')}\n\`\`\``,
    )
    await expect(text).toMatchFileSnapshot(document)
  })
})

function isLike(arrival: Arrival, expected: Arrival): boolean {
  try {
    expect(arrival).toMatchObject(expected)
    return true
  } catch {
    return false
  }
}
