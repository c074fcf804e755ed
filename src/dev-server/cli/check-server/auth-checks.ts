import { verifyChannel, verifyUser } from '../../../protocol/index.ts'
import type { Credentials } from '../../../protocol/index.ts'
import { type Answer, refusals, describeAnswer } from './answer.ts'
import type { CheckedServer } from './checked-server.ts'
import { type Check, Failure } from './findings.ts'

const authPath = '/api/v1/pusher/auth'
const socketId = '1234.5678'
/** A signature for one of these would be valid for another channel, or for a member that the sender chooses. */
const craftedSocketIds = ['1.1:private-check-server-other', '1.1\n', 'check', '']
const craftedChannels = [
  '#server-to-user-check-server',
  'private-check-server:{"user_id":"admin"}',
  `private-${'a'.repeat(157)}`,
]

export interface AuthChecks {
  server: CheckedServer
  /** Private and presence channels that the user may join. */
  channels: readonly string[]
  /** Returns the credentials for the key of a signature; null if the command does not have them. */
  secretOf: (key: string) => Credentials | null
}

/** `POST /api/v1/pusher/auth` */
export async function checkChannelAuth(
  { server, channels, secretOf }: AuthChecks,
  check: Check,
): Promise<void> {
  for (const channel of channels) {
    await check(
      `a subscription to ${channel} is signed`,
      async () => {
        const form = { socket_id: socketId, channel_name: channel }
        return signed(await server.askObject('POST', authPath, { form }), channel, secretOf)
      },
      { isNeeded: true },
    )
  }
  const [channel = ''] = channels
  const form = { socket_id: socketId, channel_name: channel }
  await check('a subscription without a token is refused', () =>
    server.askRefused(
      authPath,
      { token: null, form },
      {
        what: 'a request without a token',
        statuses: [401, 403],
        remedy:
          'Authenticate the user before you sign. (The open mode of `serve` accepts everybody: start it with --require-token.)',
      },
    ),
  )
  await check('a subscription with a wrong token is refused', () =>
    server.askRefused(
      authPath,
      { token: 'check-server-wrong-token', form },
      {
        what: 'a wrong token',
        statuses: [401, 403],
        remedy: 'Check the token before you sign.',
      },
    ),
  )
  await check('a crafted socket id is refused', async () => {
    for (const crafted of craftedSocketIds) {
      await server.askRefused(
        authPath,
        { form: { ...form, socket_id: crafted } },
        {
          what: `the socket id ${JSON.stringify(crafted)}`,
          statuses: refusals,
          remedy:
            'Sign only socket ids that match [0-9]+\\.[0-9]+ as a whole (in Python re.fullmatch). Others sign for another channel.',
        },
      )
    }
    return `${craftedSocketIds.length} of them`
  })
  await check('a crafted channel name is refused', async () => {
    for (const crafted of craftedChannels) {
      await server.askRefused(
        authPath,
        { form: { ...form, channel_name: crafted } },
        {
          what: `the channel name ${JSON.stringify(crafted)}`,
          statuses: refusals,
          remedy:
            'Sign only private- and presence- names of 1 to 164 characters of A-Z a-z 0-9 _ - = @ , . ; as a whole.',
        },
      )
    }
    return `${craftedChannels.length} of them`
  })
}

/** `POST /api/v1/pusher/auth/batch` */
export async function checkBatchAuth(
  { server, channels, secretOf }: AuthChecks,
  check: Check,
): Promise<void> {
  const [channel = ''] = channels
  await check('subscriptions are signed in a batch', async () => {
    const names = [channel, '#server-to-user-check-server']
    const json = { socket_id: socketId, channel_names: names }
    const answer = await server.askObject('POST', `${authPath}/batch`, { json })
    const results = Object(answer.body['channels']) as Record<string, { status?: unknown; data?: unknown }>
    const { status, data } = Object(results[channel]) as { status?: unknown; data?: unknown }
    if (status !== 200) {
      throw new Failure(
        `\`channels\` with the status 200 for ${channel}`,
        describeAnswer(answer),
        'Respond with { channels: { NAME: { status, data } } }, which auth.batch of the client reads.',
      )
    }
    const crafted = Object(results[names[1] ?? '']) as { status?: unknown }
    if (crafted.status === 200) {
      throw new Failure(
        `a refusal of ${names[1]}`,
        'a signature',
        'Check each name of a batch like a single one.',
      )
    }
    return signed({ ...answer, body: Object(data) as Record<string, unknown> }, channel, secretOf)
  })
}

/** `POST /api/v1/pusher/user-auth` */
export async function checkSignIn({ server, secretOf }: AuthChecks, check: Check): Promise<void> {
  const path = '/api/v1/pusher/user-auth'
  await check(
    'a sign-in is signed',
    async () => {
      const answer = await server.askObject('POST', path, { form: { socket_id: socketId } })
      const { auth, user_data: data } = answer.body
      const { id } = objectOf(data)
      if (typeof data !== 'string' || typeof id !== 'string' || id === '') {
        throw new Failure(
          '`user_data` as JSON text with an `id`',
          describeAnswer(answer),
          'The id of the user must be a text.',
        )
      }
      return signatureIn(auth, answer, secretOf, (app, text) => verifyUser(app, text, socketId, data))
    },
    { isNeeded: true },
  )
  await check('a sign-in with a crafted socket id is refused', () =>
    server.askRefused(
      path,
      { form: { socket_id: '1.1::user::{"id":"admin"}' } },
      {
        what: 'the socket id "1.1::user::…"',
        statuses: refusals,
        remedy: 'Sign only socket ids that match [0-9]+\\.[0-9]+ as a whole.',
      },
    ),
  )
}

function signed(answer: Answer, channel: string, secretOf: AuthChecks['secretOf']): string {
  const { auth, channel_data: data, shared_secret: shared } = answer.body ?? {}
  if (channel.startsWith('presence-')) {
    const { user_id: userId } = objectOf(data)
    if (typeof userId !== 'string' || userId === '') {
      throw new Failure(
        '`channel_data` as JSON text with a text `user_id`',
        describeAnswer(answer),
        'Add the member as `channel_data`, and sign exactly that text.',
      )
    }
  }
  if (channel.startsWith('private-encrypted-') && typeof shared !== 'string') {
    throw new Failure(
      '`shared_secret`',
      describeAnswer(answer),
      'Add the SHA-256 of the name and the master key, in base64.',
    )
  }
  const channelData = typeof data === 'string' ? data : undefined
  return signatureIn(auth, answer, secretOf, (app, text) =>
    verifyChannel(app, text, socketId, channel, channelData),
  )
}

function signatureIn(
  auth: unknown,
  answer: Answer,
  secretOf: AuthChecks['secretOf'],
  verify: (app: Credentials, auth: string) => boolean,
): string {
  const [, key = ''] = typeof auth === 'string' ? (/^([^:]+):[\da-f]{64}$/.exec(auth) ?? []) : []
  if (typeof auth !== 'string' || key === '') {
    throw new Failure(
      '`auth` to be the key of the app, a colon and 64 hexadecimal digits',
      describeAnswer(answer),
      'Respond with { "auth": "KEY:SIGNATURE" }, the HMAC-SHA256 in lower-case hexadecimal.',
    )
  }
  const app = secretOf(key)
  if (!app) {
    return `by the key ${key}; set PUSHER_KEY and PUSHER_SECRET to verify the signature, too`
  }
  if (verify(app, auth)) return `by the key ${key}, and the signature is valid`
  throw new Failure(
    'the signature of this subscription or sign-in by the secret of the app',
    'another one',
    'Sign SOCKET:CHANNEL, followed by :CHANNEL_DATA for presence, or SOCKET::user::USER_DATA, with the secret as UTF-8.',
  )
}

function objectOf(json: unknown): Record<string, unknown> {
  try {
    return Object(JSON.parse(String(json))) as Record<string, unknown>
  } catch {
    return {}
  }
}
