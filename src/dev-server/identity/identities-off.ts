import type { Authenticate } from '../../server/index.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'

/** The `authenticate` of a server that requires a token, for a configuration without one. */
export const tokenOnly: Authenticate = () => null

/** Why the identities of tabs are ignored; null when they are used. */
export function identitiesOff(
  { mode, authenticate }: Pick<ServeSetup, 'mode' | 'authenticate'>,
  hasOutside: boolean,
): string | null {
  if (hasOutside) return 'The server signs for another backend, of PUSHER_… in its environment.'
  if (mode === 'demo' || authenticate === tokenOnly) return 'The server runs with --require-token.'
  return authenticate ? 'The configuration has authenticate, which decides who a request comes from.' : null
}
