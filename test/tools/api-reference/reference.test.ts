import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readReference } from '../../../tools/api-reference/reference.mjs'
import { packageWith, problemsIn } from './documented-package.ts'

const root = join(import.meta.dirname, '../../..')

it('nothing in the public API is undocumented', () => {
  expect(problemsIn(root)).toEqual([])
})

it('every entry has a page in the Storybook', () => {
  const folder = join(root, 'stories/reference')
  const pages = readdirSync(folder).filter((name) => name.endsWith('.mdx'))
  const shown = pages.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/<EntryReference name="(.+?)"/g)].map(
      ([, entry]) => entry,
    ),
  )
  const names = readReference(root).entries.map(({ name }) => name)
  expect(new Set(shown)).toEqual(new Set(names))
  expect(shown).toHaveLength(names.length)
})

it('what pages show of the API is exported', () => {
  const folder = join(root, 'stories')
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.mdx'),
  )
  const shown = pages.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/<Api of="(\w+)"/g)].map(([, of]) => of),
  )
  const exported = readReference(root).entries.flatMap(({ exports }) => exports.map(({ name }) => name))
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter((name) => !exported.includes(name ?? ''))).toEqual([])
})

it('an entry exports what it passes on with `export *`', () => {
  const lists = `export { ClockError, readClock } from './clock.ts'
export type { ClockErrorCode, ClockOptions, Hands, Tick } from './clock.ts'
`
  const listed = readReference(packageWith()).entries
  const passedOn = readReference(packageWith('src/index.ts', lists, `export * from './clock.ts'\n`)).entries
  const byName = ([entry]: typeof listed) => entry?.exports.toSorted((a, b) => a.name.localeCompare(b.name))
  expect(byName(passedOn)).toEqual(byName(listed))
  expect(passedOn[0]?.exports).toHaveLength(6)
})

it('a package that is documented has no problems', () => {
  expect(problemsIn(packageWith())).toEqual([])
})

const breaks: [what: string, passage: string, replacement: string, problem: string][] = [
  [
    'an export without a comment',
    '/** How a clock is read. */',
    '',
    'summaries: ClockOptions has no summary of at least 3 words',
  ],
  [
    'a comment that says next to nothing',
    'How a clock is read.',
    'Options.',
    'summaries: ClockOptions has no summary of at least 3 words',
  ],
  [
    'a summary that is no sentence',
    'How a clock is read.',
    'How a clock is read',
    'summaries: the summary of ClockOptions is no sentence',
  ],
  [
    'a property without a comment',
    '  /** Called for each tick. */\n',
    '',
    'members: ClockOptions.onTick has no comment of at least 2 words',
  ],
  [
    'a property with an empty comment',
    'Called for each tick.',
    '',
    'members: ClockOptions.onTick has no comment of at least 2 words',
  ],
  [
    'a string of a union that nothing explains',
    '  /** All the time. */\n',
    '',
    "members: Hands does not say what 'sweep' stands for",
  ],
  [
    'an optional property without a default',
    " @defaultValue 'jump'",
    '',
    'defaults: ClockOptions.hands is optional and has no @defaultValue ("none" where nothing takes its place)',
  ],
  [
    'a default that the code contradicts',
    '@defaultValue 0',
    '@defaultValue 1',
    'defaults: ClockOptions.offset is said to be 1 by default, but is 0',
  ],
  ['a number without a unit', 'two ticks, ms.', 'two ticks.', 'units: Tick.every names no unit'],
  [
    'a result without a unit',
    '@returns epoch ms',
    '@returns the time',
    'units: @returns of readClock names no unit',
  ],
  [
    'an error that the code throws and nothing says',
    ' * @throws {@link ClockError} when the clock stands still\n',
    '',
    'errors: readClock throws ClockError, which no @throws says',
  ],
  [
    'a @throws that names no error',
    '@throws {@link ClockError} when the clock stands',
    '@throws when the clock stands',
    'errors: @throws of readClock does not begin with an exported error: "when the clock stands still"',
  ],
  [
    'a promise that does not say how it fails',
    '   *\n   * @throws {@link ClockError} when the clock stops\n',
    '',
    'errors: Tick.next returns a promise and says neither @throws nor "never rejects"',
  ],
  [
    'error codes that lead nowhere',
    '; docs/errors.md says what to do',
    '',
    'codes: ClockErrorCode does not lead to docs/errors.md',
  ],
  [
    'a protocol fact without its source',
    ' (Pusher documentation, "Events")',
    '',
    'sources: Tick states "pusher:t" without (Pusher documentation, "…")',
  ],
  [
    'a source that does not exist',
    '"Events"',
    '"Clocks"',
    'sources: Tick cites "Clocks", which Pusher\'s documentation has not',
  ],
  [
    'a link to nothing',
    '/** How a clock is read. */',
    '/** How a clock is read, see {@link readClocks}. */',
    'links: ClockOptions links to readClocks, which no entry exports',
  ],
  [
    'a @param without its parameter',
    '@param options - how',
    '@param settings - how',
    'links: readClock has no parameter settings',
  ],
  [
    'a function that does not say what it returns',
    'ClockOptions = {}): number',
    'ClockOptions = {})',
    'links: readClock does not say what it returns',
  ],
  [
    'a function without an example',
    ' * @example\n * ```ts\n * readClock({ offset: 5 })\n * ```\n',
    '',
    'examples: readClock has no @example with TypeScript in it that uses readClock',
  ],
  [
    'an example of something else',
    ' * readClock({ offset: 5 })\n * ```\n */\nexport function',
    ' * Date.now()\n * ```\n */\nexport function',
    'examples: readClock has no @example with TypeScript in it that uses readClock',
  ],
  [
    'a type that no example shows',
    'onTick?: (tick: Tick) => void',
    'onTick?: () => void',
    'examples: no example shows the type Tick',
  ],
  [
    'a comment that is no TSDoc',
    'How a clock is read.',
    'How a {clock is read.',
    'syntax: the comment of ClockOptions: (1,11): Expecting a TSDoc tag starting with "{@"',
  ],
]

it.each(breaks)('%s is found', (_, passage, replacement, problem) => {
  expect(problemsIn(packageWith('src/clock.ts', passage, replacement))).toContain(problem)
})

it('an entry that does not open with an example is found', () => {
  const clocks = packageWith('src/index.ts', "import { readClock } from 'clocks'", '')
  expect(problemsIn(clocks)).toEqual(['entryPoints: clocks has no example that imports it'])
})

it('an error code without a heading in docs/errors.md is found', () => {
  const clocks = packageWith('docs/errors.md', '## clock_stopped', '## clock_broken')
  expect(problemsIn(clocks)).toEqual(["codes: docs/errors.md has no heading for 'clock_stopped'"])
})

it('a type that no entry exports is in the reference when an export names it', () => {
  const { declarations } = readReference(packageWith('src/index.ts', ', Hands, Tick', ''))
  const behind = declarations.filter(({ isExported }) => !isExported)
  expect(behind.map(({ name }) => name)).toEqual(['Hands', 'Tick'])
})
