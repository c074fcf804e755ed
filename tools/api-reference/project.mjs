// All source files by path. Resolves names to declarations through imports and re-exports.
import { readSourceFile } from './source-file.mjs'

export function openProject(root) {
  const files = new Map()

  function file(path) {
    if (!files.has(path)) {
      const here = { ...readSourceFile(root, path), declared: (name) => declared(path, name) }
      files.set(path, here)
      addPassedOn(here)
    }
    return files.get(path)
  }

  /** Includes the names of `export *`. Names that the file exports explicitly take precedence. */
  function addPassedOn({ exports, passedOn }) {
    for (const path of passedOn) {
      for (const name of file(path).exports.keys()) {
        if (!exports.has(name)) exports.set(name, { path, name })
      }
    }
  }

  /** The declaration of an export: `{ id, file, name, nodes }`, or null outside the project. */
  function exported(path, name) {
    const target = file(path).exports.get(name)
    if (!target?.path) return null
    return target.path === path ? declared(path, target.name) : exported(target.path, target.name)
  }

  /** The declaration of a name that a file uses. */
  function declared(path, name) {
    const here = file(path)
    const nodes = here.declarations.get(name)
    if (nodes) return { id: `${path}#${name}`, file: here, name, nodes }
    const target = here.imports.get(name)
    return target?.path ? exported(target.path, target.name) : null
  }

  return { file, exported }
}
