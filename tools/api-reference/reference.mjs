// The public API as data: every entry of the package, what it exports, and the declarations behind.
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
    /** The declaration that a `{@link}` in a file leads to, by name or as `Name.member`; an address leads to itself. */
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

/** The exports, and the types that are exported nowhere but named by one. */
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

/** What Storybook finds by its name and nobody imports. */
const loadedByStorybook = ['./storybook/manager', './storybook/preset', './storybook/preview']

/** The modules that `package.json` exports, as the sources that they are built from. */
function entryFiles(root) {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.entries(exports)
    .filter(([entry, target]) => target.default?.endsWith('.js') && !loadedByStorybook.includes(entry))
    .map(([entry, { types }]) => ({
      name: entry === '.' ? name : `${name}${entry.slice(1)}`,
      path: types.replace('./dist/', 'src/').replace('.d.ts', '.ts'),
    }))
}
