import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Not `storybook-static`: a test run must neither need nor touch what somebody built there. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/e2e/storybook', import.meta.url))

/** One page or story of the sidebar. */
export interface IndexEntry {
  id: string
  type: 'docs' | 'story'
  title: string
}

/** Builds the Storybook from the sources. */
export function buildStorybook(): { folder: string; entries: readonly IndexEntry[] } {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/storybook/dist/bin/dispatcher.js', 'build', '--quiet', '-o', folder],
    { cwd: root, encoding: 'utf8', env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' } },
  )
  if (status !== 0) throw new Error(`Expected the Storybook to build, but got:\n${stderr}`)
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, IndexEntry>
  }
  return { folder, entries: Object.values(index.entries) }
}
