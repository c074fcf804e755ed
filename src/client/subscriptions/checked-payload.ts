import type { ChannelChecks } from '../../channels/internal.ts'
import { HandlerError, PayloadError } from '../errors.ts'
import type { KitContext } from '../core/kit-context.ts'

type Schema = Parameters<ChannelChecks['check']>[0]

/** The output of the schema; undefined, with the error reported, when the payload is invalid. */
export function checkedPayload(
  { checks, reportError }: Pick<KitContext, 'checks' | 'reportError'>,
  schema: Schema,
  payload: unknown,
  channel: string,
  event: string,
): { value: unknown } | undefined {
  try {
    const checked = checks?.check(schema, payload) ?? { value: payload }
    if (!checked.issues) return checked
    reportError(new PayloadError(channel, event, checked.issues, payload))
  } catch (cause) {
    reportError(new HandlerError(channel, event, cause))
  }
  return undefined
}
