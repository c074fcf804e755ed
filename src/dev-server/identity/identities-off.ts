import type { Authenticate } from '../../server/index.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'

/** Of a server that asks for a token, beside a configuration without `authenticate`. */
export const tokenOnly: Authenticate = () => null

/** Why the identities of tabs do not count, as a sentence; null where they do. */
export function identitiesOff(
  { mode, authenticate }: Pick<ServeSetup, 'mode' | 'authenticate'>,
  hasOutside: boolean,
): string | null {
  if (hasOutside) return 'The server signs for another backend, of PUSHER_… in its environment.'
  if (mode === 'demo' || authenticate === tokenOnly) return 'The server runs with --require-token.'
  return authenticate ? 'The configuration has authenticate, which decides who a request comes from.' : null
}
