import type { Member } from 'react-pusher-kit'

const given = [
  'Ana',
  'Bruno',
  'Chiara',
  'Dmitri',
  'Eleni',
  'Farah',
  'Goran',
  'Hana',
  'Imani',
  'Jonas',
  'Kofi',
  'Léa',
]
const family = ['Novak', 'Silva', 'Rossi', 'Petrov', 'Okafor', 'Haddad', 'Kim', 'Müller', 'Dubois', 'Sato']
const roles = ['Design', 'Engineering', 'Support', 'Product', undefined]

/** A picture that needs no network. */
const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#e8c9a0"/><circle cx="4" cy="3.2" r="1.7" fill="#7a4a2b"/><path d="M1 8a3 3 0 0 1 6 0" fill="#2f6f5e"/></svg>',
)}`

/** The same people for the same count, the first of them me. */
export function people(count: number): Member[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `user-${index}`,
    info: {
      name: `${given[index % given.length]} ${family[(index * 7) % family.length]}`,
      role: roles[index % roles.length],
      ...(index % 5 === 2 ? { avatar: picture } : {}),
      ...(index === 3 ? { avatar: 'data:image/png;base64,broken' } : {}),
    },
    isMe: index === 0,
    seenAt: Date.now() - (index + 1) * 97_000,
  }))
}
