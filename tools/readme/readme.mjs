// `npm run readme`: updates README.md and docs/team-room.md with the code of the examples, the counts of commands and
// lines, the tested versions, and the sizes of dist. With `--check` it changes nothing, and fails if a file is outdated.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commandsOf, fill, linesOf, replaceBlocks, sectionOf, table, wrap } from './readme-parts.mjs'

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const read = (name) => readFileSync(path(name), 'utf8')
const json = (name) => JSON.parse(read(name))

/** The headings of the tutorial's parts, and their names in the sentence with the counts. */
const parts = [
  ['## Create an app', 'the app'],
  ['### Test the app', 'its test'],
  ['### Switch to Pusher Channels', 'the switch to Pusher Channels'],
]

function counts(markdown) {
  const counted = parts.map(([heading, name]) => {
    const section = heading.startsWith('## ')
      ? sectionOf(markdown, heading).split('\n### ')[0]
      : sectionOf(markdown, heading)
    return `${name} takes ${commandsOf(section).length} commands and ${linesOf(section)} lines`
  })
  const sentence = `From an empty folder, ${counted.join('; ')}.`
  return wrap(`${sentence} CI runs these steps with the packed package and Chromium.`)
}

/** Rounded up to half a kilobyte, so that the table does not change with every commit, but not above the budget. */
function rounded(bytes, budget) {
  const size = Math.ceil(bytes / 500) / 2
  return bytes <= Number.parseFloat(budget) * 1000 && size > Number.parseFloat(budget) ? budget : `${size} kB`
}

function sizes() {
  const sizeLimit = execFileSync('npx', ['size-limit', '--config', 'tools/size-limit.mjs', '--json'], {
    cwd: path(''),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  const budgets = new Map(json('tools/size-limit.json').map(({ name, limit }) => [name, limit]))
  const rows = JSON.parse(sizeLimit).map(({ name, size }) => [
    name,
    rounded(size, budgets.get(name)),
    budgets.get(name),
  ])
  return table([['import', 'size', 'budget'], ...rows])
}

/** The newest required feature of each browser; CONTRIBUTING.md, "The lowest browsers", describes how to find it. */
const lowestBrowsers =
  'Chrome and Edge 111 (`color-mix()`), Firefox 121 (`:has()`), Safari 16.4 (the unit `lh`)'
const testedBrowsers = 'Chromium, Firefox ESR 153, WebKitGTK 2.50 (not Safari)'

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
    ['React', `${range('react')}; ≥ 19.2 for \`./mantine\` (Mantine 9 requires it)`, tested('react')],
    ['pusher-js', range('pusher-js'), tested('pusher-js')],
    ['Mantine', range('@mantine/core'), tested('@mantine/core')],
    ['TanStack Query', range('@tanstack/react-query'), tested('@tanstack/react-query')],
    ['Vitest, for `./mock/vitest`', range('vitest'), tested('vitest')],
    ['TypeScript', '≥ 5.9', tested('typescript', 'typescript-5.9')],
    ['Next.js', 'App Router', tested('next')],
    ['Browsers', `lowest versions by required features: ${lowestBrowsers}`, testedBrowsers],
  ])
}

function readme(markdown) {
  let after = replaceBlocks(markdown, read)
  after = fill(after, 'counts', counts(after))
  after = fill(after, 'versions', versions())
  return fill(after, 'sizes', sizes())
}

function teamRoom(markdown) {
  const after = replaceBlocks(markdown, read)
  // The section about production is not part of the tutorial.
  const [room] = after.split('\n## In production\n')
  const counted = `${commandsOf(room).length} commands and ${linesOf(room)} lines`
  return fill(
    after,
    'counts',
    `It takes ${counted}. CI runs these steps with the packed package and Chromium.`,
  )
}

const pages = { 'README.md': readme, 'docs/team-room.md': teamRoom }
for (const [name, filled] of Object.entries(pages)) {
  const before = read(name)
  const after = filled(before)
  if (!process.argv.includes('--check')) {
    writeFileSync(path(name), after)
  } else if (after !== before) {
    console.error(
      `Expected ${name} to be up to date, but it is not; run \`npm run build && npm run readme\`.`,
    )
    process.exitCode = 1
  }
}
