import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'vite'

export interface ModuleImport {
  /** A package, or the path of another file of ours. */
  source: string
  /** What is imported: names, `default`, and `*` for all of it. None: the import is there for its effects. */
  names: string[]
  /** Loaded by `import()`, when the code calls it. */
  isDynamic: boolean
}

export interface BuiltModule {
  path: string
  imports: ModuleImport[]
  isClient: boolean
}

/** `react/jsx-runtime` → `react`, `@mantine/core/x` → `@mantine/core`. */
export const packageOf = (source: string): string =>
  source.split('/', source.startsWith('@') ? 2 : 1).join('/')

/** Every module that a file reaches, by its path inside `folder`; dynamic imports count unless `isStatic` is set. */
export function modulesFrom(folder: string, entry: string, isStatic = false): Map<string, BuiltModule> {
  const modules = new Map<string, BuiltModule>()
  const waiting = [entry]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue
    const module = readModule(folder, path)
    modules.set(path, module)
    const followed = module.imports.filter(({ isDynamic }) => !(isStatic && isDynamic))
    waiting.push(...followed.map(({ source }) => source).filter(isOurs))
  }
  return modules
}

export const isOurs = (source: string): boolean => source.startsWith('dist/')

function readModule(folder: string, path: string): BuiltModule {
  const code = readFileSync(join(folder, path), 'utf8')
  const { module, program } = parseSync(path, code)
  const resolve = (source: string) => {
    if (source === '#texts') return 'dist/client/texts.js'
    return source.startsWith('.') ? relative(folder, join(folder, dirname(path), source)) : source
  }
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      source: resolve(moduleRequest.value),
      names: entries.map(({ importName }) =>
        importName.kind === 'Name'
          ? String(importName.name)
          : importName.kind === 'Default'
            ? 'default'
            : '*',
      ),
      isDynamic: false,
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, importName }) =>
        moduleRequest
          ? [{ source: resolve(moduleRequest.value), names: [importName.name ?? '*'], isDynamic: false }]
          : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      source: resolve(code.slice(start + 1, end - 1)),
      names: ['*'],
      isDynamic: true,
    })),
  ]
  const [first] = program.body
  const isClient =
    first?.type === 'ExpressionStatement' && 'directive' in first && first.directive === 'use client'
  return { path, imports, isClient }
}
