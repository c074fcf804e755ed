import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inTurn } from './turn.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))

/** How many results of one name stay: a run that another one overtakes still has its own. */
const kept = 3

/** What is built, of what, and by what. */
export interface Build {
  name: string
  /** Files and folders of the project; `package-lock.json` always counts. */
  sources: readonly string[]
  /** Writes into the folder. */
  build: (outDir: string) => void
}

/**
 * Builds unless that was done from the same sources before: a run that follows another one, and files that need the
 * same, share the result. Nobody may change it. While another process builds the same, this one waits for it.
 *
 * @returns the folder of the result
 */
export function buildOnce({ name, sources, build }: Build, root = project): string {
  const cache = join(root, 'node_modules/.cache/builds')
  const folder = join(cache, `${name}-${keyOf([...sources, 'package-lock.json'], root)}`)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    inTurn(`${folder}.turn`, () => {
      if (!existsSync(folder)) buildInto(folder, build)
    })
  }
  const now = new Date()
  utimesSync(folder, now, now)
  removeOld(cache, name, basename(folder))
  return folder
}

function buildInto(folder: string, build: Build['build']): void {
  // What is not complete never has the name of what is.
  const draft = `${folder}.${randomUUID()}`
  try {
    build(draft)
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another process may have been faster.
    if (!existsSync(folder)) throw error
  }
}

/** Of the content of the files and of what runs the build. */
function keyOf(sources: readonly string[], root: string): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of sources.flatMap((source) => filesIn(source, root)).toSorted()) {
    const content = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex')
    hash.update(`${path}\0${content}\0`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** @throws when there is no such file or folder: a build that depends on it has another list now */
function filesIn(source: string, root: string): string[] {
  if (!statSync(join(root, source)).isDirectory()) return [source]
  return readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

function removeOld(cache: string, name: string, own: string): void {
  const old = readdirSync(cache)
    .filter((entry) => entry.startsWith(`${name}-`) && /^[\da-f]{16}$/.test(entry.slice(name.length + 1)))
    .filter((entry) => entry !== own)
    .map((entry) => ({ path: join(cache, entry), time: statSync(join(cache, entry)).mtimeMs }))
    .toSorted((a, b) => b.time - a.time)
    .slice(kept - 1)
  for (const { path } of old) rmSync(path, { recursive: true, force: true })
}
