import { bearerToken, devTokens, HttpError } from '../../server/index.ts'
import type { Authenticate, User } from '../../server/index.ts'
import { developer } from '../http/dev-config.ts'
import type { DevCredentials } from './dev-credentials.ts'
import { devIdentity } from './dev-identity.ts'
import { identitiesOff } from './identities-off.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'
import { signedTokens } from './user-token.ts'

/**
 * Returns the user of a request. The first of these that applies is used:
 *
 * 1. a token of the dev server: the developer's own, or one of the `token` command
 * 2. the setup's own `authenticate`
 * 3. the identity of a tab (`dev-identity.ts`): in open mode, and with a configuration unless signatures are made for
 *    another backend
 * 4. in open mode, the developer
 *
 * Invalid credentials are refused in every mode.
 *
 * @param hasOutside - signatures are also made for a backend other than this server
 */
export function setupAuthenticate(
  setup: ServeSetup,
  { token, signingKey }: DevCredentials,
  hasOutside: boolean,
): Authenticate {
  const byDevToken = devTokens({ [token]: developer })
  const byUserToken = signedTokens(signingKey)
  // Open mode is never chosen with another backend. As a safeguard, nothing would be signed there.
  const isOpen = !hasOutside && setup.mode === 'open'
  const hasIdentities = identitiesOff(setup, hasOutside) === null
  return async (request) => {
    if (bearerToken(request) !== null) {
      const known = (await byDevToken(request)) ?? asConfigured(await byUserToken(request), setup)
      if (known) return known
    }
    if (setup.authenticate) return setup.authenticate(request)
    if (request.headers.has('authorization')) throw unknownToken()
    const identity = hasIdentities ? devIdentity(request, setup.users) : null
    return identity ?? (isOpen ? developer : null)
  }
}

/**
 * The token contains the id. Other fields are those of the configured user with this id, except for roles of the
 * token. With `users`, other ids are refused.
 *
 * @throws HttpError 401 for a user who is not configured
 */
function asConfigured(user: User | null, { users, authenticate }: ServeSetup): User | null {
  if (!user || !users) return user
  const known = users.find(({ id }) => id === user.id)
  if (known) return { ...known, ...(user.roles ? { roles: user.roles } : {}) }
  if (authenticate) return user
  const names = users.map(({ id }) => id).join(', ')
  throw new HttpError(
    401,
    'unauthenticated',
    `Expected a token of one of the users of the configuration (${names}) but got that of \`${user.id}\`.`,
    { field: 'authorization' },
  )
}

function unknownToken(): HttpError {
  return new HttpError(
    401,
    'unauthenticated',
    'Expected a bearer token of this dev server but got other credentials, or a token that has expired; ' +
      '`npx react-pusher-kit token --user ana` prints one, and `authenticate` in realtime.config.ts takes those of your app.',
    { field: 'authorization', headers: { 'www-authenticate': 'Bearer' } },
  )
}
