import { cpSync } from 'node:fs'
import { buildOnce } from '../run/build-cache.ts'
import { buildLibrary, librarySources, viteBuild } from '../run/built-library.ts'

const consoleSources = [...librarySources, 'examples']

/** Builds library and console from the sources. @returns the path of the CLI */
export function buildPackage(): string {
  const folder = buildOnce({
    name: 'package',
    sources: consoleSources,
    build(outDir) {
      cpSync(buildLibrary(), outDir, { recursive: true })
      viteBuild('examples/console/vite.config.ts', `${outDir}/console`)
    },
  })
  return `${folder}/dev-server/bin.js`
}

/** @returns the folder of a page that stands in a folder beside this file */
export function buildPage(name: 'on-demand' | 'phone' | 'tabs'): string {
  const config = 'test/e2e/page.vite.config.ts'
  return buildOnce({
    name: `page-${name}`,
    sources: [...librarySources, config, `test/e2e/${name}`],
    build: (outDir) => viteBuild(config, outDir, `test/e2e/${name}`),
  })
}
