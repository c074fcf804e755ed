import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort, start } from '../../package/start.ts'
import { completeSite } from '../../../tools/storybook/site.mjs'
import { buildOnce } from '../../run/build-cache.ts'
import { buildLibrary, librarySources } from '../../run/built-library.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The address that the built Storybook of the project is made for. */
export const siteUrl = 'https://docs.example/react-pusher-kit/'

/** Builds the Storybook of a project. */
function build(project: string, outDir: string): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}node_modules/storybook/dist/bin/dispatcher.js`, 'build', '--quiet', '-o', outDir],
    {
      cwd: project,
      encoding: 'utf8',
      env: {
        ...process.env,
        SITE_URL: siteUrl,
        STORYBOOK_DISABLE_TELEMETRY: '1',
        NODE_ENV: undefined,
        VITEST: undefined,
      },
    },
  )
  if (status !== 0) throw new Error(`Expected a Storybook of ${project}, but got:\n${stdout}${stderr}`)
}

type ConsumerName = 'addon-consumer' | 'addon-consumer-next'
/** Pages show code and data of most folders. */
const ownSources = [
  'src',
  'stories',
  '.storybook',
  'docs',
  'examples',
  'tools/api-reference',
  'tools/llms',
  'tools/storybook',
  'tools/vite',
  'test/e2e/addon-consumer',
  'test/e2e/addon-consumer-next',
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'tsconfig.json',
  'tools/tsconfig',
]

/** @returns the folder of the project's own Storybook */
export function buildOwnStorybook(): string {
  return buildOnce({
    name: 'storybook',
    sources: ownSources,
    build: (outDir) => {
      build(root, outDir)
      completeSite(outDir, siteUrl)
    },
  })
}

/**
 * The Storybook of somebody who installed the package: as it is packed, found by its name, through its exports.
 * Not inside `node_modules`, where Storybook looks for no stories.
 *
 * @param name - a folder beside this file
 */
export function createConsumer(name: ConsumerName = 'addon-consumer'): string {
  const project = `${root}test-results/${name}`
  rmSync(project, { recursive: true, force: true })
  mkdirSync(project, { recursive: true })
  cpSync(`${root}test/e2e/${name}`, project, { recursive: true })
  // Without one, the package's name would lead to this repository's own `dist`.
  writeFileSync(`${project}/package.json`, '{ "private": true, "type": "module" }')
  cpSync(buildLibrary(), `${project}/node_modules/react-pusher-kit/dist`, { recursive: true })
  cpSync(`${root}package.json`, `${project}/node_modules/react-pusher-kit/package.json`)
  return project
}

/** @returns the folder of the site that is built of {@link createConsumer} */
export function buildConsumerStorybook(name: ConsumerName = 'addon-consumer'): string {
  return buildOnce({
    name,
    sources: [`test/e2e/${name}`, ...librarySources],
    build: (outDir) => build(createConsumer(name), outDir),
  })
}

/** Starts it as `storybook dev` does, and answers when it is ready. */
export async function startConsumerStorybook(
  project: string,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const options = ['--host', '127.0.0.1', '--port', await freePort(), '--ci', '--no-version-updates']
  const { found, stop } = await start(
    project,
    /Local:\s+(http:\S+)\//,
    process.execPath,
    `${root}node_modules/storybook/dist/bin/dispatcher.js`,
    'dev',
    ...options,
  )
  return { address: found, stop }
}
