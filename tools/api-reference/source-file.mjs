// One source file: its syntax tree, the comments of its nodes, and the targets of its names.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'vite'

/** @param path relative to the root */
export function readSourceFile(root, path) {
  const text = readFileSync(join(root, path), 'utf8')
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`Expected TypeScript in ${path} but got: ${errors[0].message}`)
  const docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  return {
    path,
    text,
    program,
    ...bindings(program, path),
    moduleDoc: docs.find(({ value }) => /@module\b/.test(value)) ?? null,
    /** The doc comment directly before a node. Line comments, modifiers and the bar of a union may be in between. */
    docBefore: (start) =>
      docs.findLast(({ end }) => end <= start && isNothing(text.slice(end, start))) ?? null,
    lineAt: (offset) => text.slice(0, offset).split('\n').length,
  }
}

function isNothing(between) {
  return /^(\s|\/\/[^\n]*\n|\||export\b|declare\b|const\b|default\b)*$/.test(between)
}

/** The declarations, imports and exports of the file, by name. */
function bindings(program, path) {
  /** Declarations by name; several for overloads. */
  const declarations = new Map()
  /** `{ path, name }` by local name; the path is null outside the project. */
  const imports = new Map()
  /** `{ path, name }` of this or another file, by exported name. */
  const exports = new Map()
  /** The files of `export *`. */
  const passedOn = []

  const declare = (node) => {
    for (const { name, node: declaration } of named(node)) {
      declarations.set(name, [...(declarations.get(name) ?? []), declaration])
    }
  }
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ImportDeclaration': {
        const from = pathOf(path, statement.source.value)
        for (const specifier of statement.specifiers) {
          const name =
            specifier.imported?.name ?? (specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*')
          imports.set(specifier.local.name, { path: from, name, module: statement.source.value })
        }
        break
      }
      case 'ExportNamedDeclaration': {
        if (statement.declaration) {
          declare(statement.declaration)
          for (const { name } of named(statement.declaration)) exports.set(name, { path, name })
        }
        const from = statement.source ? pathOf(path, statement.source.value) : path
        for (const { local, exported } of statement.specifiers) {
          exports.set(exported.name, { path: from, name: local.name })
        }
        break
      }
      case 'ExportAllDeclaration': {
        passedOn.push(pathOf(path, statement.source.value))
        break
      }
      default:
        declare(statement)
    }
  }
  return { declarations, imports, exports, passedOn }
}

function named(node) {
  if (node.type === 'VariableDeclaration') {
    return node.declarations
      .filter(({ id }) => id.type === 'Identifier')
      .map((declarator) => ({ name: declarator.id.name, node: declarator }))
  }
  return node.id?.type === 'Identifier' ? [{ name: node.id.name, node }] : []
}

/** The file of a relative specifier, or null for a package. */
function pathOf(importer, specifier) {
  return specifier.startsWith('.') ? join(dirname(importer), specifier) : null
}
