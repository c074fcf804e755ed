// `npm run bench:types`: the cost of a declaration of 300 channels with 10 events each, in an editor and in `tsc`.
//
// `tsc` of the same 150 components, as a multiple of the time without a declaration (aim: 1.3); 2 cores, TypeScript 7.0.2:
//
// |                                 | instantiations | time | time of one processor |
// | ------------------------------- | -------------- | ---- | --------------------- |
// | no declaration                  |         50,157 | 1.00 |                  1.00 |
// | all patterns for each name      |        566,574 | 3.46 |                  2.37 |
// | patterns by head, now           |        156,078 | 2.01 |                     – |
// | the declaration alone           |          6,871 | 0.69 |                  0.75 |
//
// The row "now" was measured on an idle machine, the others under other load.
//
// The aim is not met. Parsing and checking the declaration alone takes 50 ms. The base of 160 ms times 1.3 leaves only these
// 50 ms, so that a typed hook call could cost no more than one whose payload is `unknown`. A typed call costs 150 to 280
// instantiations, mostly for the payload's schema and the signature. Fewer would require payloads without schemas, or code
// that the kit generates from the declaration.
//
// The declaration also limits completions: the editor infers its type again after each edit, which took 70 % of the time.
// Only a declaration in the `.d.ts` of a built package is faster.
import { execFileSync } from 'node:child_process'
import { printTable, rounded } from '../figures.ts'
import { complete, rounds, type Cursor } from './completion.ts'
import { channelCount, componentCount, eventCount, tscOf, writeProjects } from './projects.ts'

const compilers = { 'TypeScript 7': 'typescript', 'TypeScript 5.9': 'typescript-5' }

/** Seconds and instantiations of a compile. */
function compile(compiler: string, project: string) {
  const options = ['-p', project, '--extendedDiagnostics', '--noEmit']
  const output = execFileSync(process.execPath, [tscOf(compiler), ...options], { encoding: 'utf8' })
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s*([\\d.]+)`, 'm').exec(output)?.[1])
  return {
    seconds: figure('Total time'),
    checking: figure('Check time'),
    instantiations: figure('Instantiations'),
  }
}

/** The fastest of five compiles of each program. They take turns, and other load can only slow down a compile. */
function compileAll(compiler: string, projects: Record<string, string>) {
  const runs = Array.from({ length: 5 }, () =>
    Object.entries(projects).map(([name, project]) => ({ name, ...compile(compiler, project) })),
  ).flat()
  return Object.keys(projects).map((name) => {
    const own = runs.filter((run) => run.name === name)
    return {
      name,
      seconds: Math.min(...own.map(({ seconds }) => seconds)),
      checking: Math.min(...own.map(({ checking }) => checking)),
      instantiations: own[0]?.instantiations ?? 0,
    }
  })
}

const hook = "import { usePusherChannel } from 'react-pusher-kit'"
const cursors: Record<string, Cursor> = {
  'an event, in a hook call': {
    imports: [hook],
    line: "usePusherChannel('private-c299-x', '|', () => {})",
    expected: 'event9',
  },
  'an event, among handlers': {
    imports: [hook],
    line: "usePusherChannel('private-c299-x', { | })",
    expected: 'event9',
  },
}
/** Needs only the type of the declaration and nothing of the kit: the minimum for any look-up. */
const least: Cursor = {
  imports: ["import { channels } from './channels.js'"],
  line: "channels['|']",
  expected: 'private-c299-{id}',
}

export async function main(): Promise<void> {
  const { plain, declared, built, alone } = writeProjects()
  for (const [title, compiler] of Object.entries(compilers)) {
    const figures = compileAll(compiler, {
      'no declaration': plain,
      'its source': declared,
      'emitted, of a package': built,
      'its source, and no consumer': alone,
    })
    const first = figures[0]?.seconds ?? Number.NaN
    printTable(
      `${title}: ${componentCount} components, ${channelCount} channels of ${eventCount} events`,
      figures.map(({ name, seconds, checking, instantiations }) => ({
        case: name,
        s: rounded(seconds, 2),
        's checking': rounded(checking, 2),
        instantiations: rounded(instantiations),
        'times as long (aim: under 1.3)': rounded(seconds / first, 2),
      })),
    )
  }
  const rows = []
  for (const [name, cursor] of Object.entries({ ...cursors, 'a pattern, of the declaration alone': least })) {
    rows.push({
      case: name,
      'source, ms': rounded(await complete(declared, cursor)),
      'emitted, ms': rounded(await complete(built, cursor)),
    })
  }
  printTable(`Completion after an edit, the median of ${rounds} (aim: under 150 ms)`, rows)
}
