import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { run } from './run.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that `npm publish` would send. */
    tarball: string
    /** The folder of its files; lies where the peers of this project are found. */
    unpacked: string
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Builds and packs the package, once for all tests. */
export default async function pack(project: TestProject): Promise<() => void> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'packed-'))
  const printed = await run('npm', ['pack', '--silent', '--pack-destination', folder], root)
  const file = printed.trim().split('\n').at(-1) ?? ''
  await run('tar', ['-xzf', file], folder)
  project.provide('tarball', join(folder, file))
  project.provide('unpacked', join(folder, 'package'))
  return () => rmSync(folder, { recursive: true, force: true })
}
