// `npm run readme`: fills README.md with the code of the examples, the counts of the way in, the versions under
// test and the sizes of what is in dist. With `--check` it changes nothing and fails when something would.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commandsOf, fill, linesOf, replaceBlocks, sectionOf, table } from './readme-parts.mjs'

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const read = (name) => readFileSync(path(name), 'utf8')
const json = (name) => JSON.parse(read(name))

/** Of each part of the way in: its heading, and what it is called. */
const parts = [
  ['## An app of yours', 'the app'],
  ['### Its test', 'its test'],
  ['### Pusher Channels in its place', 'the switch to Pusher Channels'],
]

function counts(markdown) {
  const counted = parts.map(([heading, name]) => {
    const section = heading.startsWith('## ')
      ? sectionOf(markdown, heading).split('\n### ')[0]
      : sectionOf(markdown, heading)
    return `${name} takes ${commandsOf(section).length} commands and ${linesOf(section)} lines`
  })
  const sentence = `From an empty folder, ${counted.join('; ')}.`
  return `${sentence} CI follows this way with the packed package and a real Chromium.`
}

function sizes() {
  const sizeLimit = execFileSync('npx', ['size-limit', '--json'], {
    cwd: path(''),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const budgets = new Map(json('.size-limit.json').map(({ name, limit }) => [name, limit]))
  // To half a kilobyte, up: a table that changes with every commit is read by nobody.
  const rounded = (bytes) => `${Math.ceil(bytes / 500) / 2} kB`
  const rows = JSON.parse(sizeLimit).map(({ name, size }) => [name, rounded(size), budgets.get(name)])
  return table([['import', 'size', 'budget'], ...rows])
}

function versions() {
  const { devDependencies, peerDependencies, engines } = json('package.json')
  const consumers = ['oldest', 'oldest-mantine', 'next', 'types'].map(
    (name) => json(`test/package/consumers/${name}/package.json`).dependencies,
  )
  const tested = (...names) => {
    const found = [devDependencies, ...consumers].flatMap((all) =>
      names.map((name) => all[name] ?? []).flat(),
    )
    const plain = found.map((version) => version.replace(/^npm:.*@/, ''))
    return [...new Set(plain)].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).join(', ')
  }
  const [, nodes] = /node: \[([\d, ]+)\]/.exec(read('.github/workflows/ci.yml'))
  const range = (name) => peerDependencies[name].replace('>=', '≥ ')
  return table([
    ['', 'supported', 'tested'],
    ['Node', engines.node.replace('>=', '≥ '), nodes],
    ['React', `${range('react')}; ≥ 19.2 for \`./mantine\`, as Mantine 9 needs it`, tested('react')],
    ['pusher-js', range('pusher-js'), tested('pusher-js')],
    ['Mantine', range('@mantine/core'), tested('@mantine/core')],
    ['TanStack Query', range('@tanstack/react-query'), tested('@tanstack/react-query')],
    ['Vitest, for `./mock/vitest`', range('vitest'), tested('vitest')],
    ['TypeScript', '≥ 5.9', tested('typescript', 'typescript-5.9')],
    ['Next.js', 'App Router', tested('next')],
    ['Browsers', 'Chrome and Edge 111, Firefox 125, Safari 16.4, and newer', 'Chromium'],
  ])
}

const before = read('README.md')
let after = replaceBlocks(before, read)
after = fill(after, 'counts', counts(after))
after = fill(after, 'versions', versions())
after = fill(after, 'sizes', sizes())

if (!process.argv.includes('--check')) {
  writeFileSync(path('README.md'), after)
} else if (after !== before) {
  console.error('Expected README.md to be up to date, but it is not; run `npm run build && npm run readme`.')
  process.exitCode = 1
}
