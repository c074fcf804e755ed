import { refusals, describeAnswer } from './answer.ts'
import type { CheckedServer } from './checked-server.ts'
import { type Check, Failure } from './findings.ts'

export interface PublishChecks {
  server: CheckedServer
  channel: string
  event: string
}

/** The events that this run published in the channel. In order, except those that were sent at the same time. */
export interface Published {
  epoch: string
  first: number
  texts: readonly string[]
}

interface Receipt {
  seq: number
  epoch: string
}

export const triggerPath = '/api/v1/realtime/trigger'
/** Number of events that are published sequentially. */
const inTurn = 3
/** Number of events that are published at the same time. */
const atOnce = 8

/** `POST /api/v1/realtime/trigger` and its batch. */
export async function checkTrigger(
  { server, channel, event }: PublishChecks,
  check: Check,
  onPublished: (published: Published) => void,
): Promise<void> {
  const run = crypto.randomUUID()
  const texts: string[] = []
  const receipts: Receipt[] = []
  const eventOf = (text: string) => ({
    channel,
    event,
    data: { text, level: 'info', thread_id: `check-server-${run}`, timestamp: new Date().toISOString() },
  })
  const publish = async (text: string): Promise<Receipt> => {
    const json = eventOf(text)
    return numbered(await server.askObject('POST', triggerPath, { json }))
  }
  const keep = (text: string, receipt: Receipt): void => {
    texts.push(text)
    receipts.push(receipt)
    const first = Math.min(...receipts.map(({ seq }) => seq))
    onPublished({ epoch: receipt.epoch, first, texts: [...texts] })
  }

  await check(
    `an event is published in ${channel} and numbered`,
    async () => {
      const text = `check-server ${run} 1`
      const receipt = await publish(text)
      keep(text, receipt)
      return `seq ${receipt.seq}`
    },
    { isNeeded: true },
  )
  await check('later events have higher numbers', async () => {
    for (let number = 2; number <= inTurn; number += 1) {
      const text = `check-server ${run} ${number}`
      const receipt = await publish(text)
      const { seq, epoch } = receipts.at(-1) ?? receipt
      keep(text, receipt)
      if (receipt.epoch !== epoch) {
        throw new Failure(
          `the epoch ${epoch} again`,
          receipt.epoch,
          'It changes only when numbering restarts.',
        )
      }
      if (receipt.seq <= seq) {
        throw new Failure(
          `a number above ${seq}`,
          String(receipt.seq),
          'Increase the number by one for each event.',
        )
      }
    }
    return receipts.map(({ seq }) => seq).join(', ')
  })
  await check('events published at the same time have different numbers', async () => {
    const all = Array.from({ length: atOnce }, (_, index) => `check-server ${run} at once ${index + 1}`)
    const own = await Promise.all(all.map(publish))
    for (const [index, text] of all.entries()) keep(text, own[index] as Receipt)
    const seqs = own.map(({ seq }) => seq)
    const double = seqs.find((seq, index) => seqs.indexOf(seq) !== index)
    if (double === undefined) return `${atOnce} events`
    throw new Failure(
      `${atOnce} different numbers`,
      `${double} twice`,
      'Take the number and store the event in one transaction that locks the channel.',
    )
  })
  await check('a repeated idempotency key publishes once', async () => {
    const text = `check-server ${run} once`
    const json = eventOf(text)
    const headers = { 'idempotency-key': `check-server-${run}` }
    const first = numbered(await server.askObject('POST', triggerPath, { json, headers }))
    keep(text, first)
    const second = numbered(await server.askObject('POST', triggerPath, { json, headers }))
    if (second.seq !== first.seq) {
      throw new Failure(
        `the first response (seq ${first.seq}) for the same \`idempotency-key\` and body`,
        `seq ${second.seq}`,
        'Store the key with the event, and respond to a repeated request with the stored result.',
      )
    }
    return `seq ${first.seq} twice`
  })
  await check('an idempotency key for another body is refused', () =>
    server.askRefused(
      triggerPath,
      { json: eventOf(`check-server ${run} other`), headers: { 'idempotency-key': `check-server-${run}` } },
      {
        what: 'the same `idempotency-key` with another body',
        statuses: [409],
        remedy: 'Keep a hash of the route and the body with the key, and compare.',
      },
    ),
  )
  await check('a payload with $kit is refused', () =>
    server.askRefused(
      triggerPath,
      { json: { channel, event, data: { text: 'forged', $kit: { seq: 1, epoch: 'forged' } } } },
      {
        what: 'a payload with `$kit`',
        statuses: refusals,
        remedy: 'Only the server may write this key, because clients trust the number in it.',
      },
    ),
  )
  await check('a trigger without a token is refused', () =>
    server.askRefused(
      triggerPath,
      { token: null, json: eventOf(`check-server ${run} nobody`) },
      {
        what: 'a request without a token',
        statuses: [401, 403],
        remedy: 'Authenticate the user before you publish.',
      },
    ),
  )
  await check('events are published in a batch', async () => {
    const all = [1, 2].map((number) => `check-server ${run} batch ${number}`)
    const answer = await server.askObject('POST', `${triggerPath}/batch`, {
      json: { batch: all.map(eventOf) },
    })
    const results: unknown = answer.body['results']
    if (!Array.isArray(results) || results.length !== all.length) {
      throw new Failure(
        '`results` with a receipt for each event',
        describeAnswer(answer),
        'Respond with { results: [receipt, …] }.',
      )
    }
    for (const [index, text] of all.entries()) {
      keep(text, numbered({ ...answer, body: Object(results[index]) as Record<string, unknown> }))
    }
    return `${all.length} events`
  })
}

/** `POST /api/v1/pusher/message`: a refusal also passes, because the app defines the message types. */
export async function checkMessage({ server, channel }: PublishChecks, check: Check): Promise<void> {
  await check('a message gets a response', async () => {
    const json = { message_type: 'check-server', payload: {}, channel }
    const answer = await server.ask('POST', '/api/v1/pusher/message', { json })
    const { status, body } = answer
    if (body !== null && status < 500) return describeAnswer(answer)
    throw new Failure(
      'JSON with a status below 500',
      describeAnswer(answer),
      'Refuse unknown types with 400 and { error, code }.',
    )
  })
}

/** `POST /api/v1/logs` */
export async function checkLogs({ server }: PublishChecks, check: Check): Promise<void> {
  await check('repeated log lines are stored once', async () => {
    const key = `check-server-${crypto.randomUUID()}`
    const json = [{ text: key, thread_id: 'check-server', level: 'info' }]
    const question = { json, headers: { 'idempotency-key': key } }
    const first = await server.askObject('POST', '/api/v1/logs', question)
    const second = await server.askObject('POST', '/api/v1/logs', question)
    const [seq, again] = [first.body['first_seq'], second.body['first_seq']]
    if (typeof seq !== 'number') {
      throw new Failure(
        '`first_seq`, the number of the line',
        describeAnswer(first),
        'Respond with 202 { accepted, first_seq, last_seq, epoch }.',
      )
    }
    if (again === seq) return `seq ${seq} twice`
    throw new Failure(
      `seq ${seq} for the repeated request`,
      JSON.stringify(again) ?? 'nothing',
      'Store the key with the lines.',
    )
  })
}

/** @throws Failure when the receipt has no number */
export function numbered(answer: Parameters<typeof describeAnswer>[0]): Receipt {
  const { seq, epoch } = answer.body ?? {}
  if (
    typeof seq === 'number' &&
    Number.isSafeInteger(seq) &&
    seq > 0 &&
    typeof epoch === 'string' &&
    epoch !== ''
  ) {
    return { seq, epoch }
  }
  throw new Failure(
    'a receipt with `seq`, an integer from 1, and `epoch`, a text',
    `seq ${JSON.stringify(seq) ?? 'nothing'}, epoch ${JSON.stringify(epoch) ?? 'nothing'}`,
    'Number the events of the channel, or pass a numbered channel with --channel.',
  )
}
