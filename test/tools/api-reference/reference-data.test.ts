import { join } from 'node:path'
import { expect, it } from 'vitest'
import { textOf } from '../../../tools/api-reference/code.mjs'
import { readReference } from '../../../tools/api-reference/reference.mjs'
import { referenceData } from '../../../tools/api-reference/reference-data.mjs'
import type { Declaration, Reference } from '../../../stories/reference/reference-types.ts'
import { packageWith } from './documented-package.ts'

function declarationIn(root: string, name: string): Declaration {
  const { declarations } = referenceData(readReference(root)) as { declarations: Record<string, Declaration> }
  const found = Object.values(declarations).find((declaration) => declaration.name === name)
  if (!found) throw new Error(`Expected ${name} to be in the reference.`)
  return found
}

it('a function has its signature, with what leads to other declarations', () => {
  const { signatures, kind } = declarationIn(packageWith(), 'readClock')
  expect(kind).toBe('function')
  expect(signatures).toEqual([
    ['function readClock(options?: ', { text: 'ClockOptions', to: 'src/clock.ts#ClockOptions' }, '): number'],
  ])
})

it('a long signature has a line for each parameter, and the lines of its type are further in', () => {
  const root = packageWith(
    'src/clock.ts',
    'readClock(options: ClockOptions = {}): number',
    `readClock(
  options: Readonly<
    ClockOptions & { aVeryLongNameOfAnOptionThatFillsALineAlone: string; andYetAnotherOne: string }
  > = { aVeryLongNameOfAnOptionThatFillsALineAlone: '', andYetAnotherOne: '' },
): number`,
  )
  expect(textOf(declarationIn(root, 'readClock').signatures[0] ?? [])).toBe(`function readClock(
  options?: Readonly<
    ClockOptions & { aVeryLongNameOfAnOptionThatFillsALineAlone: string; andYetAnotherOne: string }
  >,
): number`)
})

it('members come with type, default and unit, and a listener without a default', () => {
  const { members } = declarationIn(packageWith(), 'ClockOptions')
  expect(members.map(({ name, type, isOptional }) => [name, textOf(type), isOptional])).toEqual([
    ['offset', 'number', true],
    ['hands', 'Hands', true],
    ['onTick', '(tick: Tick) => void', true],
  ])
  expect(members[0]?.defaultValue).toEqual([{ kind: 'text', parts: ['0'] }])
})

it('what is picked, omitted or taken over generically is resolved', () => {
  const bases = `interface Base<Time> {
  /** The present time. */
  now: () => Time
  /** Where the clock hangs. */
  place: string
  /** Who winds it. */
  keeper: string
}

/** How a clock is read. */
export interface ClockOptions extends Omit<Base<Date>, 'place'> {`
  const root = packageWith(
    'src/clock.ts',
    '/** How a clock is read. */\nexport interface ClockOptions {',
    bases,
  )
  const { takenOver } = declarationIn(root, 'ClockOptions')
  expect(takenOver).toEqual([{ from: 'src/clock.ts#Base', names: ['now', 'keeper'] }])
  const { declarations } = readReference(root)
  const options = declarations.find(({ name }) => name === 'ClockOptions')
  expect(textOf(options?.members.find(({ name }: { name: string }) => name === 'now')?.type ?? [])).toBe(
    '() => Date',
  )
})

it('an error says what to do, and a protocol fact leads to its page', () => {
  const root = packageWith()
  expect(declarationIn(root, 'ClockError').remedies).toEqual([{ code: 'clock_stopped', text: 'Wind it.' }])
  expect(declarationIn(root, 'Tick').summary).toEqual([
    {
      kind: 'text',
      parts: [
        'What a clock says of itself, as ',
        { code: 'pusher:tick' },
        ' brings it (',
        {
          text: 'Pusher documentation, "Events"',
          href: 'https://pusher.com/docs/channels/using_channels/events/',
        },
        ').',
      ],
    },
  ])
})

it('an error of a code that several parts use has the remedy of its own part', () => {
  const root = packageWith(
    'docs/errors.md',
    '## clock_stopped\n\nWind it.\n',
    '## clock_stopped (watch)\n\nOpen it.\n\n# clocks\n\n## clock_stopped (clock)\n\nWind it.\n',
  )
  expect(declarationIn(root, 'ClockError').remedies).toEqual([{ code: 'clock_stopped', text: 'Wind it.' }])
})

it('an example is shown with the imports that it leaves out', () => {
  expect(declarationIn(packageWith(), 'readClock').examples).toEqual([
    "import { readClock } from 'clocks'\n\nreadClock({ offset: 5 })",
  ])
})

it('a Mantine component has its props, what the Styles API reaches, and its CSS variables', () => {
  const badge = declarationIn(join(import.meta.dirname, '../../..'), 'ConnectionBadge')
  expect(badge.kind).toBe('component')
  expect(badge.members.map(({ name }) => name)).toContain('latencyBands')
  expect(badge.others.map(textOf)).toContain('BoxProps')
  expect(badge.stylesNames.map(({ value }) => value)).toContain('pill')
  expect(badge.variables.map(({ type }) => textOf(type)).join()).toContain('--connection-badge-height')
})

it('an entry tells of itself in the order of its comment, code included', () => {
  const root = packageWith(
    'src/index.ts',
    ' * @module\n */',
    ' * By hand:\n *\n * ```ts\n * readClock()\n * ```\n *\n * @module\n */',
  )
  const { entries }: Reference = referenceData(readReference(root))
  expect(entries[0]?.summary).toEqual([
    { kind: 'text', parts: ['Clocks that tell the time, and what stops them.'] },
    { kind: 'code', code: "import { readClock } from 'clocks'\n\nreadClock({ offset: 5 })" },
    { kind: 'text', parts: ['By hand:'] },
    { kind: 'code', code: 'readClock()' },
  ])
})
