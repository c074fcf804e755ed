import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRegistry, startRegistry } from './local-registry.ts'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A commit of everything that git tracks or would track, as the release workflow checks it out. */
async function checkOut(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'react-pusher-kit-release-'))
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root)
  for (const name of listed.split('\0').filter(Boolean)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true })
    cpSync(join(root, name), join(folder, name))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const git = (...args: string[]) => run('git', args, folder)
  await git('init', '--quiet', '--initial-branch', 'main')
  await git('add', '--all', ':!node_modules')
  await git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '-m', 'start')
  return folder
}

const versionIn = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted()

/** Bytes of the packed file; raise it knowingly. */
const packedBudget = 1_320_000

describe('a release, rehearsed against a registry on this machine', () => {
  let registry: LocalRegistry
  let folder: string
  let announced: string[]
  const log = (text: string) => console.log(`release rehearsal: ${text}`)
  const inFolder = (command: string, ...args: string[]) => run(command, args, folder, registry.environment)
  const release = () =>
    // The dry run has built it.
    run('npm', ['run', 'release:publish', '--silent'], folder, {
      ...registry.environment,
      npm_config_ignore_scripts: 'true',
    })

  beforeAll(async () => {
    registry = await startRegistry()
    folder = await checkOut()
  })
  afterAll(async () => {
    await registry?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  it('publishes what the dry run announced, once', async () => {
    interface Announced {
      files: { path: string }[]
      size: number
      unpackedSize: number
    }
    // Builds by `prepack`, as a real one does.
    const printed = await inFolder('npm', 'publish', '--dry-run', '--json')
    const json = JSON.parse(printed.slice(printed.indexOf('{\n'))) as Announced & Record<string, Announced>
    const { files, size, unpackedSize } = json['react-pusher-kit'] ?? json
    log(`npm publish --dry-run: ${files.length} files, ${size} bytes packed, ${unpackedSize} unpacked`)
    announced = files.map(({ path }) => path).toSorted()
    expect(size).toBeLessThan(packedBudget)
    expect(
      files.filter(
        ({ path }) =>
          !/^(dist\/|docs\/|examples\/|test\/recipes\/|llms\.txt$|[A-Z]+(\.md)?$|package\.json$)/.test(path),
      ),
    ).toEqual([])

    log((await release()).trim())
    const version = versionIn(folder)
    expect((await inFolder('npm', 'view', 'react-pusher-kit', 'version')).trim()).toBe(version)
    expect(await release()).not.toContain('Publishing')
  })

  it('installs from that registry and works', async () => {
    const consumer = mkdtempSync(join(tmpdir(), 'react-pusher-kit-from-registry-'))
    try {
      cpSync(join(root, 'test/package/consumers/node'), consumer, { recursive: true })
      const version = versionIn(folder)
      await run('npm', ['install', `react-pusher-kit@${version}`], consumer, registry.environment)
      const installed = join(consumer, 'node_modules/react-pusher-kit')
      expect(filesIn(installed)).toEqual(announced)
      const published = await inFolder('npm', 'view', 'react-pusher-kit', 'dist.integrity')
      expect(readFileSync(join(consumer, 'package-lock.json'), 'utf8')).toContain(published.trim())
      expect(JSON.parse(await run('node', ['server.mjs'], consumer))).toMatchObject({ own: 200, theirs: 403 })
      expect(await run('npx', ['react-pusher-kit', 'keys'], consumer)).toMatch(/^PUSHER_APP_ID=\d+\n/)
      log(`npm install react-pusher-kit@${version}: the server answers, the command runs`)
    } finally {
      rmSync(consumer, { recursive: true, force: true })
    }
  })
})
