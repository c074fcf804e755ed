import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'
import { start } from './start.ts'

const cache = fileURLToPath(new URL('../../node_modules/.cache/verdaccio-6.8.0', import.meta.url))

/** Its dependency asks for a dist-tag of node-fetch, which mirrors of the npm registry may lack. */
const installed = {
  private: true,
  dependencies: { verdaccio: '6.8.0' },
  overrides: { 'node-fetch': '2.7.0' },
}

/** Verdaccio, installed at its first use: 300 packages that nothing else needs. */
async function installVerdaccio(): Promise<void> {
  if (existsSync(join(cache, 'node_modules/verdaccio'))) return
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, 'package.json'), JSON.stringify(installed))
  await run('npm', ['install', '--no-package-lock'], cache)
}

export interface LocalRegistry {
  /** The variables that make npm use it. */
  environment: Record<string, string>
  stop: () => Promise<void>
}

/** A registry that takes this package without a login, and passes on what it is asked for otherwise. */
export async function startRegistry(): Promise<LocalRegistry> {
  await installVerdaccio()
  const folder = mkdtempSync(join(tmpdir(), 'registry-'))
  const upstream = (await run('npm', ['config', 'get', 'registry'], folder)).trim()
  const config = {
    storage: join(folder, 'storage'),
    uplinks: { npm: { url: upstream, maxage: '1d' } },
    packages: {
      'react-pusher-kit': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'npm' },
    },
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  }
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config))
  const script = fileURLToPath(new URL('registry.mjs', import.meta.url))
  const address = /registry: (http:\S+)/
  const registry = await start(folder, address, process.execPath, script, cache, join(folder, 'config.yaml'))
  // npm asks for a token before it publishes; the registry takes any.
  const token = `${registry.found.replace('http:', '')}/:_authToken=none`
  writeFileSync(join(folder, 'npmrc'), `registry=${registry.found}\nprovenance=false\n${token}\n`)
  return {
    environment: { npm_config_userconfig: join(folder, 'npmrc') },
    async stop() {
      await registry.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
