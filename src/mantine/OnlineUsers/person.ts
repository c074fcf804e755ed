import type { Member } from '../../index.ts'
import { textIn } from '../payload/text-in.ts'

/** What a member looks like to others. */
export interface Person {
  name: string
  /** URL of a picture. */
  image?: string | undefined
  role?: string | undefined
  /** A word or two of the member's own, e.g. `"in a meeting"`. */
  status?: string | undefined
}

/** The default of `describeMember`: the usual names in `info`, else the id. */
export function describeMember(member: Member): Person {
  const { id, info } = member
  if (typeof info !== 'object' || info === null) return { name: id }
  return {
    name: textIn(info, 'name', 'displayName', 'display_name', 'username', 'email') ?? id,
    image: textIn(info, 'avatar', 'avatarUrl', 'avatar_url', 'image', 'picture'),
    role: textIn(info, 'role', 'title'),
    status: textIn(info, 'status'),
  }
}

const segments = new Intl.Segmenter()

/** The first letters of a word as a reader counts them: an emoji or an accented letter is one. */
function letters(word = '', count = 1): string {
  return Array.from(segments.segment(word), ({ segment }) => segment)
    .slice(0, count)
    .join('')
}

/** Two letters at most: of the first and the last word, or the first two of a single word. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter(Boolean)
  const short = words.length > 1 ? letters(words[0], 1) + letters(words.at(-1), 1) : letters(words[0], 2)
  return short.toLocaleUpperCase()
}

/** Shade 9 of these carries white letters at 4.5:1 and more. */
const colors = ['blue', 'grape', 'teal', 'red', 'indigo', 'cyan', 'violet', 'pink'] as const

/** The same colour for the same id, on every machine and after every reload (FNV-1a). */
export function personColor(id: string): string {
  let hash = 0x811c9dc5
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  // Ids that differ in their last digit only must not end up as neighbours: mix the high bits in.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const index = ((hash ^ (hash >>> 13)) >>> 0) % colors.length
  return `var(--mantine-color-${colors[index]}-9)`
}
