import type { Arrival, SeedRequest } from './requests.ts'

/** A request with what came of it. */
export interface Exchange {
  request: SeedRequest
  status: number
  /** JSON, or the text of a page. */
  answer: unknown
  arrived: readonly Arrival[]
}

/** What differs from run to run, by what stands in its place. */
const volatile: readonly [RegExp, string][] = [
  [/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, '<uuid>'],
  [/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<time>'],
  [/\b[\da-f]{20}:[\da-f]{64}\b/g, '<key>:<signature>'],
  [/\b[\da-f]{20}\b/g, '<key>'],
  [/\b\d+\.\d+(?=["&])/g, '<socket id>'],
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:8000'],
  [/"(seq|first_seq|last_seq|message_count)":\d+/g, '"$1":<count>'],
  [/"epoch":"[^"]+"/g, '"epoch":"<epoch>"'],
]

/** The exchange as lines of text, the same at every run. */
export function transcriptOf({ request, status, answer, arrived }: Exchange): string {
  const { method, path, body, accept } = request
  const lines = [
    `${method} ${path}${accept === undefined ? '' : `  (Accept: ${accept})`}`,
    ...(body === undefined ? [] : [`  ${typeof body === 'string' ? body : JSON.stringify(body)}`]),
    `  → ${status} ${typeof answer === 'string' ? 'a page' : JSON.stringify(answer)}`,
    ...arrived.map(
      ({ channel, event, data }) => `  » ${channel}  ${event}  ${JSON.stringify(withoutKit(data))}`,
    ),
  ]
  return volatile.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), lines.join('\n'))
}

function withoutKit(data: object): object {
  const { $kit: _, ...rest } = data as Record<string, unknown>
  return rest
}
