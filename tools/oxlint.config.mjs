import { defineConfig } from 'oxlint'

/**
 * Who may import what: the room table of ARCHITECTURE.md as rules. `'../index.ts'` is the public door; {@link doorsOf} has
 * those of the rooms.
 */
const rooms = {
  primitives: { rooms: [], packages: ['react'] },
  channels: { rooms: [], packages: ['@standard-schema/spec'] },
  protocol: { rooms: ['channels'], packages: ['@noble/hashes', 'tweetnacl'] },
  client: { rooms: ['channels', 'primitives'], packages: ['pusher-js'] },
  react: { rooms: ['client', 'channels', 'primitives'], packages: ['react'] },
  query: { rooms: [], publicDoor: true, packages: ['react', '@tanstack/react-query'] },
  mantine: {
    rooms: ['primitives'],
    publicDoor: true,
    packages: ['react', '@mantine/core', '@mantine/hooks', '@mantine/notifications', 'anser', 'virtua'],
  },
  mock: { rooms: ['protocol', 'channels', 'primitives'], packages: ['pusher-js', 'vitest'] },
  inspector: { rooms: ['channels'], packages: [] },
  storybook: {
    rooms: ['mock', 'inspector', 'channels', 'primitives'],
    publicDoor: true,
    packages: ['react', 'storybook'],
  },
  server: {
    rooms: ['channels', 'protocol'],
    packages: ['hono', 'jose', 'rate-limiter-flexible', 'pusher'],
  },
  stores: { rooms: ['server'], packages: ['libsql', 'pg', 'node:*'] },
  'dev-server': {
    rooms: ['server', 'stores', 'protocol', 'inspector', 'channels'],
    packages: ['ws', 'hono', '@hono/node-server', 'jiti', 'jose', 'valibot', 'node:*'],
  },
}

/** Any bare import but the listed packages, their subpaths included. */
function packageRule(name, packages) {
  const allowed = packages.flatMap((entry) => [`!${entry}`, `!${entry}/**`])
  return {
    group: ['*', '@*/**', '!./**', '!../**', ...allowed],
    message: `The ${name} room may import these packages only: ${packages.join(', ') || 'none'}.`,
  }
}

/**
 * The doors of a room: `index.ts` is the list of its public names, `internal.ts` that of what only the other rooms use.
 * `.` has names of the client too, and lists none of them again: `for-react.ts` is the part of the client's list for it.
 * `react.ts` of `primitives` and of `inspector` is for rooms that import React.
 */
function doorsOf(room, visitor) {
  if (room === 'primitives')
    return ['index.ts', ...(['react', 'mantine'].includes(visitor) ? ['react.ts'] : [])]
  if (room === 'inspector') return ['index.ts', ...(visitor === 'storybook' ? ['react.ts'] : [])]
  const forVisitor = room === 'client' && visitor === 'react' ? ['for-react.ts'] : []
  return ['index.ts', 'internal.ts', ...forVisitor]
}

/** A regular expression for every file but these. (oxlint's `regex` has no lookahead.) */
function filesBut(names) {
  const beginnings = new Set(names.flatMap((name) => [...name].map((_, length) => name.slice(0, length))))
  const others = [...beginnings].map((beginning) => {
    const next = names.filter((name) => name.startsWith(beginning)).map((name) => name[beginning.length])
    return `${beginning.replaceAll('.', '\\.')}[^${[...new Set(next)].join('')}]`
  })
  return `(${others.join('|')})`
}

/** Any way into another room but the doors of an allowed one. */
function doorRules(name, allowed, publicDoor) {
  const doors = [
    ...allowed.flatMap((room) => doorsOf(room, name).map((door) => `../${room}/${door}`)),
    ...(publicDoor ? ['../index.ts'] : []),
  ]
  // Apps augment the entry `./channels`: that is where the types of the client see what a built package registers.
  const entries = Object.keys(rooms).filter((room) => name !== 'client' || room !== 'channels')
  const message = `The ${name} room may enter other rooms by these doors only: ${doors.join(', ') || 'none'}.`
  const closed = Object.keys(rooms).filter((room) => room !== name && !allowed.includes(room))
  return [
    { regex: `^(\\.\\./)+(${closed.join('|')})/`, message },
    { regex: `^(\\.\\./)+(${entries.join('|')}${publicDoor ? '' : '|index'})\\.ts$`, message },
    ...allowed.map((room) => ({ regex: `^(\\.\\./)+${room}/${filesBut(doorsOf(room, name))}`, message })),
  ]
}

/** Patterns are taken from this file's folder on, and none leads out of it. */
const filesOf = (room) => `**/src/${room}/**`

const roomOverrides = Object.entries(rooms).map(
  ([name, { rooms: allowed, packages, publicDoor = false }]) => ({
    files: [filesOf(name)],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...doorRules(name, allowed, publicDoor), packageRule(name, packages)] },
      ],
    },
  }),
)

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'react', 'jsx-a11y', 'import', 'vitest', 'promise'],
  // The last one does not compile, on purpose.
  ignorePatterns: [
    'node_modules',
    'dist',
    'storybook-static',
    'coverage',
    '.data',
    'test/types/mistakes/mistakes.tsx',
  ],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'typescript/no-explicit-any': 'error',
    'import/no-default-export': 'off',
    'import/no-unassigned-import': [
      'error',
      { allow: ['**/*.css', '@testing-library/jest-dom/vitest', 'react-pusher-kit/mock/vitest'] },
    ],
    // The automatic JSX runtime is in use.
    'react/react-in-jsx-scope': 'off',
    // Taking a prop out of the rest is how Mantine's components keep it off the DOM.
    'no-unused-vars': ['error', { ignoreRestSiblings: true }],
    // A live region is no `output` of a form, and an inline SVG no `img`.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'vitest/consistent-test-it': ['error', { fn: 'it', withinDescribe: 'it' }],
    // Noisy, or doubled by another rule.
    'react/exhaustive-effect-dependencies': 'off',
    'react/hooks': 'off',
    'import/no-named-as-default-member': 'off',
    // A mock function's type comes from where it is passed.
    'vitest/require-mock-type-parameters': 'off',
    // Pages, retries and slices come one after the other by nature.
    'no-await-in-loop': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
  },
  overrides: [
    { files: Object.keys(rooms).map(filesOf), rules: { 'no-console': 'error' } },
    {
      // The library reads no environment; an app hands in what it wants to be known.
      files: Object.keys(rooms)
        .filter((room) => !['stores', 'dev-server'].includes(room))
        .map(filesOf),
      rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'global', '__dirname', '__filename'] },
    },
    {
      files: ['**/test/**', '**/bench/**'],
      rules: {
        // A small function reads best in the one test that needs it.
        'unicorn/consistent-function-scoping': 'off',
        // Stand-ins for pusher-js's callbacks.
        'promise/no-callback-in-promise': 'off',
        // Helpers that wait for a state are assertions too.
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expectTypeOf', 'becomes'] }],
      },
    },
    {
      files: [...['react', 'query', 'mantine'].map(filesOf), '**/examples/**', '**/stories/**'],
      rules: { 'react/rules-of-hooks': 'error', 'react/unsupported-syntax': 'error' },
    },
    {
      // What users copy: the React Compiler compiles every component and hook in it.
      files: ['**/examples/**', '**/stories/**'],
      rules: {
        'react/syntax': 'error',
        'react/todo': 'error',
        'react/invariant': 'error',
        'react/rule-suppression': 'error',
      },
    },
    ...roomOverrides,
    {
      // What React draws of the inspector, behind a door of its own.
      files: [filesOf('inspector/react')],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...doorRules('inspector', rooms.inspector.rooms, false),
              packageRule('inspector', ['react']),
            ],
          },
        ],
      },
    },
    {
      // The Console is an app of the package: its public entries, the inspector that it shares with the panel, and the plot of
      // the components.
      files: ['**/examples/console/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\.\\./)+src/${filesBut(['inspector/index.ts', 'inspector/react.ts', 'mantine/plots/index.ts'])}`,
                message:
                  'The Console may enter the sources by src/inspector/index.ts, src/inspector/react.ts and src/mantine/plots/index.ts only.',
              },
            ],
          },
        ],
      },
    },
  ],
})
