import type { Member } from '../../index.ts'
import { textIn } from '../lib/text-in.ts'

/** How a member is shown. */
export interface Person {
  /** The name to show. */
  name: string
  /** URL of a picture. @defaultValue none: initials */
  image?: string | undefined
  /** A role or title. @defaultValue none */
  role?: string | undefined
  /** A short status text, e.g. `"in a meeting"`. @defaultValue none */
  status?: string | undefined
}

/** The default of `describeMember`: reads common keys of `info`; the name is otherwise the id. */
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

/** The grapheme clusters of a word: an emoji or an accented letter is one. */
function lettersOf(word: string): string[] {
  // Without `Intl.Segmenter` composed emoji are split.
  if (!('Segmenter' in Intl)) return Array.from(word)
  segmenter ??= new Intl.Segmenter()
  return Array.from(segmenter.segment(word), ({ segment }) => segment)
}

const letters = (word = '', count = 1) => lettersOf(word).slice(0, count).join('')

/** A name shortened to `length` letters, cut between grapheme clusters. */
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

/** At most two letters: of the first and the last word, or the first two of a single word; an emoji stands alone. */
export function initials(name: string): string {
  const [first = ''] = lettersOf(name.trim())
  // Two would not fit the circle.
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(first)) return first
  const words = name.split(/[\s@._-]+/u).filter(Boolean)
  const short = words.length > 1 ? letters(words[0]) + letters(words.at(-1)) : letters(words[0], 2)
  return short.toUpperCase()
}

/** White text on shade 9 of these has a contrast of at least 4.5:1. */
const colors = ['blue', 'grape', 'teal', 'red', 'indigo', 'cyan', 'violet', 'pink'] as const

/** Hashes the id (FNV-1a): the same colour in every browser and after every reload. */
export function personColor(id: string): string {
  let hash = 0x811c9dc5
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  // Mixes the high bits in, so that ids that differ in the last digit only get different colours.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const index = ((hash ^ (hash >>> 13)) >>> 0) % colors.length
  return `var(--mantine-color-${colors[index]}-9)`
}
