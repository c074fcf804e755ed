import type { Member } from '../../index.ts'
import { textIn } from '../lib/text-in.ts'

/** What a member looks like to others. */
export interface Person {
  /** The name to show. */
  name: string
  /** URL of a picture. @defaultValue none: initials */
  image?: string | undefined
  /** A role or title. @defaultValue none */
  role?: string | undefined
  /** A word or two of the member's own, e.g. `"in a meeting"`. @defaultValue none */
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

let segmenter: Intl.Segmenter | undefined

/** The letters of a word as a reader counts them: an emoji or an accented letter is one. */
function lettersOf(word: string): string[] {
  // Older browsers take emoji apart, and that is all that is wrong with them.
  if (!('Segmenter' in Intl)) return Array.from(word)
  segmenter ??= new Intl.Segmenter()
  return Array.from(segmenter.segment(word), ({ segment }) => segment)
}

const letters = (word = '', count = 1) => lettersOf(word).slice(0, count).join('')

/** A name that leaves room beside it; cut between letters as a reader counts them. */
export function shortName(name: string, length: number): string {
  if (name.length <= length) return name
  const all = lettersOf(name)
  return all.length <= length
    ? name
    : `${all
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}

/** Two letters at most: of the first and the last word, or the first two of a single word. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter(Boolean)
  const short = words.length > 1 ? letters(words[0], 1) + letters(words.at(-1), 1) : letters(words[0], 2)
  return short.toUpperCase()
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
