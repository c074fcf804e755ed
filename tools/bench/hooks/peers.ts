import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Packages in a separate folder, with a version of React that they support. Installed at the first run. */
export function installPeers(name: string, packages: readonly string[]) {
  const folder = join(process.cwd(), 'node_modules/.cache/bench-peers', name)
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const { status } = spawnSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', ...packages],
      {
        cwd: folder,
        stdio: 'inherit',
      },
    )
    if (status !== 0)
      throw new Error(`Expected npm to install ${packages.join(' ')} but it failed; see above.`)
  }
  const require = createRequire(join(folder, 'package.json'))
  return {
    load: <Module>(id: string): Module => require(id) as Module,
    loadModule: async <Module>(path: string): Promise<Module> =>
      (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'node_modules', path)).href)) as Module,
  }
}
