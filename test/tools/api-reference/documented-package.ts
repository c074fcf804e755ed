import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readReference } from '../../../tools/api-reference/reference.mjs'
import { rules } from '../../../tools/api-reference/rules/index.mjs'

/** A package whose comments say all that the rules ask for. */
const documented = {
  'package.json': JSON.stringify({
    name: 'clocks',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  }),
  'docs/errors.md': '# clocks\n\n## clock_stopped\n\nWind it.\n',
  'src/index.ts': `/**
 * Clocks that tell the time, and what stops them.
 *
 * \`\`\`ts
 * import { readClock } from 'clocks'
 *
 * readClock({ offset: 5 })
 * \`\`\`
 *
 * @module
 */
export { ClockError, readClock } from './clock.ts'
export type { ClockErrorCode, ClockOptions, Hands, Tick } from './clock.ts'
`,
  'src/clock.ts': `/** The code of {@link ClockError}; docs/errors.md says what to do. */
export type ClockErrorCode = 'clock_stopped'

/**
 * A clock that does not tell the time.
 *
 * @example
 * \`\`\`ts
 * try {
 *   readClock()
 * } catch (error) {
 *   if (error instanceof ClockError) console.log(error.code)
 * }
 * \`\`\`
 */
export class ClockError extends Error {
  /** Always the same one. */
  readonly code: ClockErrorCode = 'clock_stopped'
}

/** How the hands move. */
export type Hands =
  /** Once in a second. */
  | 'jump'
  /** All the time. */
  | 'sweep'

/** What a clock says of itself, as \`pusher:tick\` brings it (Pusher documentation, "Events"). */
export interface Tick {
  /** Time between two ticks, ms. */
  every: number
  /**
   * Waits for the next one.
   *
   * @throws {@link ClockError} when the clock stops
   */
  next(): Promise<void>
}

/** How a clock is read. */
export interface ClockOptions {
  /** How far the clock is ahead, ms. @defaultValue 0 */
  offset?: number
  /** How its hands move. @defaultValue 'jump' */
  hands?: Hands
  /** Called for each tick. */
  onTick?: (tick: Tick) => void
}

function wound({ offset = 0 }: ClockOptions): number {
  if (Number.isNaN(offset)) throw new ClockError()
  return Date.now() + offset
}

/**
 * Reads the time.
 *
 * @param options - how it is read
 * @returns epoch ms
 * @throws {@link ClockError} when the clock stands still
 * @example
 * \`\`\`ts
 * readClock({ offset: 5 })
 * \`\`\`
 */
export function readClock(options: ClockOptions = {}): number {
  return wound(options)
}
`,
} as const

type Path = keyof typeof documented

/** The documented package with one passage replaced, on disk for one test. */
export function packageWith(path: Path = 'src/clock.ts', passage = '', replacement = ''): string {
  const root = mkdtempSync(join(tmpdir(), 'api-reference-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  if (!documented[path].includes(passage)) throw new Error(`Expected ${path} to contain: ${passage}`)
  for (const [name, text] of Object.entries(documented)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), name === path ? text.replace(passage, replacement) : text)
  }
  return root
}

/** What each rule finds, as `rule: problem`. */
export function problemsIn(root: string): string[] {
  const reference = readReference(root)
  return Object.entries(rules).flatMap(([rule, check]) =>
    check(reference).map(({ problem }: { problem: string }) => `${rule}: ${problem}`),
  )
}
