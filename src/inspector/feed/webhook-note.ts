import type { FeedRecord } from './feed-record.ts'

const answers = '; answers: '

/**
 * The note of a delivery: its events, and the response to each attempt.
 *
 * @param attempts - status of each attempt; null without a response
 */
export function webhookNote(events: readonly string[], attempts: readonly (number | null)[]): string {
  return `${events.join(', ')}${answers}${attempts.map((status) => status ?? 'none').join(', ')}`
}

/** The last response in a note of {@link webhookNote}: a status, or `none`; null for other notes. */
export function lastAnswer(note: string | null): string | null {
  const start = note?.lastIndexOf(answers) ?? -1
  if (note === null || start < 0) return null
  return (
    note
      .slice(start + answers.length)
      .split(', ')
      .at(-1) ?? null
  )
}

/** The result of a webhook delivery as text; null for other records. */
export function webhookTitle({ kind, event, sender, note }: WebhookRecord): string | null {
  if (kind !== 'webhook') return null
  if (event === 'received') return `Webhook from ${sender}`
  if (event === 'refused') return `Webhook from ${sender} refused`
  const answer = lastAnswer(note)
  if (answer === null) return 'Webhooks given up'
  const answered = answer === 'none' ? 'no answer' : `answered ${answer}`
  if (event === 'delivered') return `Webhook to ${sender}: ${answered}`
  return `Webhook to ${sender}: ${answered}, ${event === 'failed' ? 'given up' : 'sent again for five minutes'}`
}

type WebhookRecord = Pick<FeedRecord, 'kind' | 'event' | 'sender' | 'note'>
