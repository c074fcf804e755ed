// The public API as data: every entry of the package, its exports and their declarations.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeDeclaration, linksOfDeclaration } from './declaration.mjs'
import { docAt, noDoc } from './doc-comment.mjs'
import { openProject } from './project.mjs'
import { readRemedies } from './remedies.mjs'

export function readReference(root) {
  const project = openProject(root)
  const targets = new Map()
  const entries = entryFiles(root).map(({ name, path }) => {
    const file = project.file(path)
    const exports = [...file.exports.keys()].map((exported) => {
      const target = project.exported(path, exported)
      if (!target) throw new Error(`Expected ${path} to export ${exported} from a file of the project.`)
      targets.set(target.id, target)
      return { name: exported, id: target.id }
    })
    return { name, file: path, doc: moduleDoc(file), exports }
  })
  const exported = new Set(targets.keys())
  const declarations = withThoseBehind(project, targets).map((declaration) => ({
    ...declaration,
    isExported: exported.has(declaration.id),
  }))
  return {
    entries,
    declarations,
    remedies: readRemedies(root),
    /** The target of a `{@link}` in a file: a declaration by name or as `Name.member`, or a URL. */
    resolveLink(link, path) {
      if (/^https?:/.test(link)) return link
      const [name, member] = link.split('.')
      const id = project.file(path).declared(name)?.id
      const found =
        declarations.find((declaration) => declaration.id === id) ??
        declarations.find((declaration) => declaration.name === name)
      const hasMember = member === undefined || found?.members.some((each) => each.name === member)
      return found && hasMember ? found : null
    },
  }
}

/** The exports, and types that are not exported but used by an export. */
function withThoseBehind(project, targets) {
  const described = new Map()
  const describe = (target) => {
    if (described.has(target.id)) return
    const declaration = describeDeclaration(target)
    described.set(target.id, declaration)
    for (const id of linksOfDeclaration(declaration)) {
      const [path, name] = id.split('#')
      describe(project.file(path).declared(name))
    }
  }
  for (const target of targets.values()) describe(target)
  return [...described.values()]
}

function moduleDoc(file) {
  return file.moduleDoc ? docAt(file, file.moduleDoc) : noDoc
}

/** Entries that Storybook loads by name and that nobody imports. */
const loadedByStorybook = ['./storybook/manager', './storybook/preset', './storybook/preview']

/** The source files of the modules that `package.json` exports. */
function entryFiles(root) {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.entries(exports)
    .filter(([entry, target]) => target.default?.endsWith('.js') && !loadedByStorybook.includes(entry))
    .map(([entry, { types }]) => ({
      name: entry === '.' ? name : `${name}${entry.slice(1)}`,
      path: types.replace('./dist/', 'src/').replace('.d.ts', '.ts'),
    }))
}
