import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { directImports } from '../../../tools/storybook/direct-imports.mjs'

const source = fileURLToPath(new URL('../../../src', import.meta.url))
const story = fileURLToPath(new URL('../../../stories/Any.stories.tsx', import.meta.url))

const transformed = (code: string, id = story) => directImports(source).transform.handler(code, id).code

it('a story imports the file that holds the component', () => {
  expect(transformed(`import { ConnectionBadge as Badge } from 'react-pusher-kit/mantine'`)).toBe(
    `import { ConnectionBadge as Badge } from "${source}/mantine/ConnectionBadge/ConnectionBadge.tsx";`,
  )
})

it('lines stay where they are, and what has no value goes', () => {
  const code = `import {\n  type LogEntry,\n  usePresence,\n} from 'react-pusher-kit'\nimport type { LogLine } from 'react-pusher-kit'\nusePresence()`
  expect(transformed(code).split('\n')).toEqual([
    `import { usePresence as usePresence } from "${source}/react/usePresence.ts";`,
    '',
    '',
    '',
    `import type { LogLine } from 'react-pusher-kit'`,
    'usePresence()',
  ])
})

it('a door that passes on another package stays the one that holds it', () => {
  const room = `${source}/mock/transport/mock-client.ts`
  expect(transformed(`import { nacl } from '../../protocol/index.ts'`, room)).toBe(
    `import { nacl as nacl } from "${source}/protocol/signatures/encryption.ts";`,
  )
})

it('the door between rooms leads to the file that holds the name, as the public one does', () => {
  const room = `${source}/react/usePresence.ts`
  expect(transformed(`import { emptyPresence } from '../client/internal.ts'`, room)).toBe(
    `import { emptyPresence as emptyPresence } from "${source}/client/presence/presence.ts";`,
  )
})

it('other packages and namespaces are left alone', () => {
  const code = `import * as kit from 'react-pusher-kit'\nimport { useState } from 'react'`
  expect(transformed(code)).toBe(code)
})
