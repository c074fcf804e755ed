import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../../src', import.meta.url))

/** For `resolve.alias`: code imports the package by its name, as a user does, and gets the source. */
export const sourceAlias = [
  { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
  { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
]
