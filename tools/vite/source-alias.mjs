import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../../src', import.meta.url))

/** For `resolve.alias`: resolves imports of the package by name, as users write them, to the source. */
export const sourceAlias = [
  { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
  { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
]
