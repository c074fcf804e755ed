import { isChannelName } from '../../protocol/index.ts'
import { HttpError } from '../../server/index.ts'
import { invalidField, requireUser } from '../../server/internal.ts'
import type { User } from '../../server/index.ts'
import type { ReferenceServer } from '../http/reference-server.ts'
import type { BackgroundWork } from './background-work.ts'
import type { ContentShelf } from './content.ts'

/** The dependencies of the demo's routes. */
export interface DemoParts {
  reference: Pick<ReferenceServer, 'server' | 'authenticate' | 'setup'>
  work: BackgroundWork
  shelf: ContentShelf
  /** ms between two steps of a run or a task. */
  stepTime: number
}

/** Limits of a request of the demo. */
export const bodyLimits = { maxBytes: 256 * 1024, timeoutMs: 30_000 }

/**
 * The user of a request that may write: any user in open mode, otherwise admins.
 *
 * @throws HttpError 401 or 403
 */
export async function requireAdmin({ reference }: DemoParts, request: Request): Promise<User> {
  const user = await requireUser(reference.authenticate, request)
  if (reference.setup.mode === 'open' || user.roles?.includes('admin')) return user
  throw new HttpError(403, 'forbidden', 'Expected a user with the role admin.')
}

/**
 * The user of a request, with a valid id for the channel of a task's reports.
 *
 * @throws HttpError 401, or 400 when the user's id is not valid in a channel name
 */
export async function requireReader({ reference }: DemoParts, request: Request): Promise<User> {
  const user = await requireUser(reference.authenticate, request)
  if (isChannelName(`private-user-${user.id}`)) return user
  throw invalidField(
    'authorization',
    'Expected a user whose id is valid in the channel name private-user-{id}: letters, digits and _ - = @ , . ; only.',
  )
}
