import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The first column of the table below a heading of docs/bounds.md. */
export function boundedCollections(heading: string): string[] {
  return Object.keys(statedBounds(heading))
}

/** What the table below a heading of docs/bounds.md says, by collection. */
export function statedBounds(heading: string): Readonly<Record<string, string>> {
  const page = readFileSync(join(import.meta.dirname, '../docs/bounds.md'), 'utf8')
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  const rows = [...own.matchAll(/^\| ([^|]+?) +\|[^|]+\| ([^|]+?) +\|/gm)]
  // Behind the header and the line below it.
  return Object.fromEntries(rows.slice(2).map(([, name = '', bound = '']) => [name, bound]))
}
