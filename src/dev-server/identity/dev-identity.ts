import { HttpError } from '../../server/index.ts'
import type { User } from '../../server/index.ts'
import { devUserHeader } from '../http/dev-cors.ts'

/**
 * The user in the header of a tab: `guest:amber-fox-4821`, or `user:ana`. Null without the header.
 *
 * @param users - the allowed users; null allows every guest and every name
 * @throws HttpError 400 for a malformed identity, 401 for one that is not among the users
 */
export function devIdentity(request: Request, users: readonly User[] | null): User | null {
  const text = request.headers.get(devUserHeader)
  if (text === null) return null
  const { isGuest, id } = readIdentity(text)
  if (!users) return { id, info: { name: isGuest ? nameOfGuest(id) : capitalized(id) } }
  const user = isGuest ? undefined : users.find((known) => known.id === id)
  if (user) return user
  const known = users.map((each) => each.id).join(', ')
  throw new HttpError(
    401,
    'unauthenticated',
    `Expected one of the users of the configuration (${known}) but got ${isGuest ? 'a guest' : `\`${id}\``}; open the page with ` +
      `?dev-user=${encodeURIComponent(users[0]?.id ?? 'ID')} in its address.`,
    { field: devUserHeader },
  )
}

function readIdentity(text: string): { isGuest: boolean; id: string } {
  const [, kind, encoded = ''] = /^(user|guest):(\S{1,400})$/.exec(text) ?? []
  const id = decoded(encoded)
  // Pusher documentation, "Presence channels": ids of members have at most 128 characters.
  if (kind !== undefined && id !== null && /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(id)) {
    return { isGuest: kind === 'guest', id }
  }
  throw new HttpError(
    400,
    'invalid_field',
    `Expected the header ${devUserHeader} to be \`user:ID\` or \`guest:ID\`, ID percent-encoded and of 1 to 128 printable characters.`,
    { field: devUserHeader },
  )
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Converts `amber-fox-4821` to "Amber Fox". */
function nameOfGuest(id: string): string {
  return capitalized(id.replace(/-\d+$/, '').replaceAll('-', ' '))
}

function capitalized(text: string): string {
  return text.replace(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase())
}
