import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
const sources = ['typescript', '@types/node', 'pusher-js', 'hono', 'ws', 'zod', 'vitest', 'vite', 'react-dom']
const longestLine = 4000

function* filesOf(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesOf(path)
    else if (/\.(md|ts|mts|js|mjs|json)$/.test(entry.name)) yield path
  }
}

/**
 * Lines that people wrote: the texts of installed packages, blank lines, tabs, quotes and all. Lines too long
 * for one event are left out, because `pipe` splits them.
 */
export function realLines(count: number): string[] {
  const lines: string[] = []
  for (const source of sources) {
    for (const file of filesOf(join(packages, source))) {
      for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
        if (line.length <= longestLine) lines.push(line)
        if (lines.length === count) return lines
      }
    }
  }
  throw new Error(`Expected ${count} lines in the installed packages, but got ${lines.length}.`)
}
