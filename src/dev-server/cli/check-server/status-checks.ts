import { describeAnswer } from './answer.ts'
import type { CheckedServer } from './checked-server.ts'
import { type Check, Failure, NotOffered } from './findings.ts'

const path = '/api/v1/pusher/status'

/** `GET /api/v1/pusher/status`, for clients with `fallbacks`. */
export async function checkStatus(server: CheckedServer, check: Check): Promise<void> {
  let active = ''
  let etag: string | null = null
  let header: string | null = null
  await check(
    'the status names the backend in use',
    async () => {
      const answer = await server.askObject('GET', path)
      const key = answer.body['active']
      if (typeof key !== 'string' || key === '') {
        throw new Failure(
          '`active`, the key of the app in use',
          describeAnswer(answer),
          'Respond with { "active": "KEY" }.',
        )
      }
      active = key
      etag = answer.headers.get('etag')
      header = answer.headers.get('x-pusher-backend')
      return key
    },
    { isNeeded: true },
  )
  await check('responses name the backend in x-pusher-backend', async () => {
    if (header === null) throw new NotOffered('no such header: clients request the status every 10 s instead')
    if (decoded(header) === active) return header
    throw new Failure(
      `${active}, percent-encoded, as \`active\``,
      header,
      'Return the key of the app that the server publishes to.',
    )
  })
  await check('an unchanged status is 304', async () => {
    if (etag === null) throw new NotOffered('no `etag`: each request returns the whole status')
    const answer = await server.ask('GET', path, { headers: { 'if-none-match': etag } })
    if (answer.status === 304) return `for ${etag}`
    throw new Failure(
      `304 for if-none-match: ${etag}`,
      describeAnswer(answer),
      'Compare the tag, and respond without a body.',
    )
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
