import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as hooks from 'react-pusher-kit'
import { describe, expect, it } from 'vitest'
import { BuildLog } from '../../examples/docs/hooks/useEventLog.tsx'
import { Chat } from '../../examples/recipes/Chat.tsx'
import { compileReact } from '../../tools/vite/react-compiler.mjs'

// What this project adds to the tests of hooks and examples: they run as the React Compiler leaves them.

const root = join(import.meta.dirname, '../..')
/** What the compiler makes of a component: its values are kept in slots. */
const slot = /\$\[\d+\]/

it.each([
  ['an example of the docs', BuildLog],
  ['a recipe', Chat],
  ['a hook of the kit', hooks.useEventLog],
  ['a component of a test', Compiled],
])('%s runs compiled', (_name, component) => {
  expect(String(component)).toMatch(slot)
})

function Compiled({ name }: { name: string }) {
  return <p>{name}</p>
}

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx$|\/use[A-Z]\w*\.ts$|^use[A-Z]\w*\.ts$/.test(file))
    .map((file) => join(folder, file))

/** Files without a component or a hook of their own that the compiler could change. */
const plain = new Set([
  'examples/console/src/main.tsx',
  'examples/getting-started/src/main.tsx',
  'examples/team-room/src/main.tsx',
  'examples/getting-started/src/App.test.tsx',
  'examples/migration/pusher-js/OrderDesk.test.tsx',
  'examples/migration/socket.io/OrderDesk.test.tsx',
  // A class, which the compiler leaves alone.
  'examples/console/src/shell/TabBoundary.tsx',
  // Reads one store.
  'examples/console/src/feed/useFeed.ts',
  // Reads one context value.
  'src/react/usePusher.ts',
])

describe.each(['examples', 'src/react', 'src/query'])('in %s', (folder) => {
  it.each(filesIn(folder).filter((file) => !plain.has(file)))(
    '%s imports the runtime of the compiler',
    async (file) => {
      const { code } = await compileReact(readFileSync(join(root, file), 'utf8'), join(root, file))
      expect(code).toContain('react/compiler-runtime')
    },
  )
})
