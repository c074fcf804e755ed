import { defineConfig } from 'oxlint'

/**
 * The import rules between rooms, from the table of ARCHITECTURE.md. `'../index.ts'` is the public entry; {@link doorsOf}
 * returns the entries of the rooms.
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
    packages: ['react', '@mantine/core', '@mantine/hooks', '@mantine/notifications', 'virtua'],
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

/** Any bare import except the listed packages and their subpaths. */
function packageRule(name, packages) {
  const allowed = packages.flatMap((entry) => [`!${entry}`, `!${entry}/**`])
  return {
    group: ['*', '@*/**', '!./**', '!../**', ...allowed],
    message: `The ${name} room may import these packages only: ${packages.join(', ') || 'none'}.`,
  }
}

/**
 * The files through which other rooms may import a room: `index.ts` exports its public names, `internal.ts` names for
 * other rooms only. `for-react.ts` exports the names of the client that are part of the entry `.`. `texts.ts` of `client`
 * has the texts of errors, and no imports. `react.ts` of `primitives` and `inspector` is for rooms that import React.
 */
function doorsOf(room, visitor) {
  if (room === 'primitives')
    return ['index.ts', ...(['react', 'mantine'].includes(visitor) ? ['react.ts'] : [])]
  if (room === 'inspector') return ['index.ts', ...(visitor === 'storybook' ? ['react.ts'] : [])]
  const forVisitor = room === 'client' && visitor === 'react' ? ['for-react.ts', 'texts.ts'] : []
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

/** Any import from another room, except through the entry files of an allowed room. */
function doorRules(name, allowed, publicDoor) {
  const doors = [
    ...allowed.flatMap((room) => doorsOf(room, name).map((door) => `../${room}/${door}`)),
    ...(publicDoor ? ['../index.ts'] : []),
  ]
  // Apps augment the entry `./channels`, where the types of the client find the registered channels of a built package.
  const entries = Object.keys(rooms).filter((room) => name !== 'client' || room !== 'channels')
  const message = `The ${name} room may enter other rooms by these doors only: ${doors.join(', ') || 'none'}.`
  const closed = Object.keys(rooms).filter((room) => room !== name && !allowed.includes(room))
  return [
    { regex: `^(\\.\\./)+(${closed.join('|')})/`, message },
    { regex: `^(\\.\\./)+(${entries.join('|')}${publicDoor ? '' : '|index'})\\.ts$`, message },
    ...allowed.map((room) => ({ regex: `^(\\.\\./)+${room}/${filesBut(doorsOf(room, name))}`, message })),
  ]
}

/** Patterns are relative to the folder of this file and cannot leave it. */
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
  // The last one intentionally does not compile.
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
    // The project uses the automatic JSX runtime.
    'react/react-in-jsx-scope': 'off',
    // Mantine's components destructure props to keep them off the DOM.
    'no-unused-vars': ['error', { ignoreRestSiblings: true }],
    // A live region is not the `output` of a form, and an inline SVG is not an `img`.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'vitest/consistent-test-it': ['error', { fn: 'it', withinDescribe: 'it' }],
    // Too many false positives, or duplicates of another rule.
    'react/exhaustive-effect-dependencies': 'off',
    'react/hooks': 'off',
    'import/no-named-as-default-member': 'off',
    // The type of a mock function is inferred from its use.
    'vitest/require-mock-type-parameters': 'off',
    // Pages, retries and slices are sequential.
    'no-await-in-loop': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
  },
  overrides: [
    { files: Object.keys(rooms).map(filesOf), rules: { 'no-console': 'error' } },
    {
      // The library does not read the environment. The app passes the values.
      files: Object.keys(rooms)
        .filter((room) => !['stores', 'dev-server'].includes(room))
        .map(filesOf),
      rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'global', '__dirname', '__filename'] },
    },
    {
      files: ['**/test/**', '**/bench/**'],
      rules: {
        // Small functions are defined in the only test that needs them.
        'unicorn/consistent-function-scoping': 'off',
        // Callbacks for pusher-js.
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
      // The React Compiler compiles all components and hooks in these folders, because users copy them.
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
      // The React components of the inspector have a separate entry file.
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
      // The Console imports the public entries, the inspector that it shares with the panel, and the plot of the components.
      files: ['**/examples/console/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\.\\./)+src/${filesBut(['inspector/index.ts', 'inspector/react.ts', 'mantine/plots/index.ts', 'primitives/index.ts'])}`,
                message:
                  'The Console may enter the sources by src/inspector/index.ts, src/inspector/react.ts, src/mantine/plots/index.ts and src/primitives/index.ts only.',
              },
            ],
          },
        ],
      },
    },
  ],
})
