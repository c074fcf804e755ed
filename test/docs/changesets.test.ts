import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const cli = createRequire(import.meta.url).resolve('@changesets/cli/bin.js')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changesets-'))
  for (const name of ['.changeset', 'package.json', 'package-lock.json', 'CHANGELOG.md']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
  git('init', '--initial-branch', 'main')
  git('add', '.')
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '-m', 'start')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('turn into the next version and its part of the changelog, without a network', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  writeFileSync(
    join(folder, '.changeset/fix.md'),
    "---\n'react-pusher-kit': patch\n---\n\nA handler is told once.\n",
  )
  execFileSync(process.execPath, [cli, 'version'], { cwd: folder, stdio: 'pipe' })
  const next = (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
  expect(next).not.toBe(version)
  const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')
  expect(changelog).toMatch(new RegExp(`^# react-pusher-kit\n\n## ${next}\n`))
  expect(changelog).toContain('A handler is told once.')
})
