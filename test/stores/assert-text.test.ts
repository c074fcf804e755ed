import { expect, it } from 'vitest'
import { libsqlStore, postgresStore } from 'react-pusher-kit/stores'

it.each([
  [undefined, 'nothing'],
  ['', 'an empty text'],
  [7, 'a number'],
])('a store refuses the database %j in a sentence', async (database, got) => {
  const file = database as string
  const path = "the path of a database file, such as '.data/events.db'"
  expect(() => libsqlStore({ file })).toThrow(`Expected \`file\` to be ${path}, but got ${got}.`)
  const url = 'a URL such as postgres://user:password@host:5432/database'
  const refusal = `Expected \`connectionString\` to be ${url}, but got ${got}.`
  await expect(postgresStore({ connectionString: file })).rejects.toThrow(refusal)
})
