// Replaces `import { ConnectionBadge } from 'react-pusher-kit/mantine'` by an import of the file that declares it. During
// development a browser loads each file separately, and an entry has about 300: a story loads only its own component.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'vite'

const kit = /^react-pusher-kit(?:\/(.+))?$/

export function directImports(source) {
  /** @type {Map<string, Map<string, { file: string, name: string }>>} */
  const passedOn = new Map()

  /** The exports of `file` from other files of the kit, by exported name. */
  function passedOnBy(file) {
    const known = passedOn.get(file)
    if (known) return known
    const names = new Map()
    for (const node of parseSync(file, readFileSync(file, 'utf8')).program.body) {
      if (!node.source?.value.startsWith('.')) continue
      const from = join(dirname(file), node.source.value)
      if (node.type === 'ExportAllDeclaration')
        for (const [name, origin] of passedOnBy(from)) if (!names.has(name)) names.set(name, origin)
      if (node.type === 'ExportNamedDeclaration')
        for (const { exported, local } of node.specifiers)
          names.set(exported.name, { file: from, name: local.name })
    }
    passedOn.set(file, names)
    return names
  }

  function originOf(file, name) {
    const next = passedOnBy(file).get(name)
    return next ? originOf(next.file, next.name) : { file, name }
  }

  function doorOf(specifier, importer) {
    const entry = kit.exec(specifier)
    if (entry) return join(source, `${entry[1] ?? 'index'}.ts`)
    const isDoor = importer.startsWith(source) && /\/(index|internal)\.ts$/.test(specifier)
    return isDoor ? join(dirname(importer), specifier) : undefined
  }

  function direct(door, { imported, local }) {
    const { file, name } = originOf(door, imported.name)
    return `import { ${name} as ${local.name} } from ${JSON.stringify(file)};`
  }

  return {
    name: 'direct-imports',
    enforce: 'pre',
    apply: 'serve',
    // Another file may include this list with `export *`.
    watchChange() {
      passedOn.clear()
    },
    transform: {
      filter: { id: /\.tsx?$/, code: /'react-pusher-kit|\/(index|internal)\.ts'/ },
      handler(code, id) {
        let changed = code
        for (const node of parseSync(id, code).program.body.toReversed()) {
          const door = node.type === 'ImportDeclaration' && doorOf(node.source.value, id)
          if (!door || node.importKind === 'type' || !node.specifiers.every(isNamed)) continue
          const values = node.specifiers.filter(({ importKind }) => importKind !== 'type')
          const imports = values.map((specifier) => direct(door, specifier)).join(' ')
          // Keeps the number of lines, so that errors point to the right line.
          const lines = code.slice(node.start, node.end).replaceAll(/[^\n]/g, '')
          changed = changed.slice(0, node.start) + imports + lines + changed.slice(node.end)
        }
        return { code: changed, map: null }
      },
    },
  }
}

const isNamed = ({ type }) => type === 'ImportSpecifier'
