import { matchChannel, type ChannelDefinitions } from '../../channels/index.ts'
import { checkPayload, explainIssue } from '../../channels/internal.ts'

/** The issues of a payload from the declared schema, one per line; null without an issue. */
export function payloadProblem(
  declared: ChannelDefinitions,
  channel: string,
  event: string,
  payload: unknown,
): string | null {
  const { events, clientEvents } = matchChannel(declared, channel)?.definition ?? { events: {} }
  const schema = { ...events, ...clientEvents }[event]
  const { issues } = schema ? checkPayload(schema, payload) : {}
  return issues ? issues.map(explainIssue).join('\n') : null
}
