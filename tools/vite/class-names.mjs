// The class names of the components' style sheets in `dist`.
import { basename } from 'node:path'

const styleSheets = new Map()

/** The names of style sheets differ, so class names need no hash, which does not compress. */
function scopedClassName(local, file) {
  const name = basename(file, '.module.css')
  const known = styleSheets.get(name) ?? file
  if (known !== file)
    throw new Error(`Expected style sheets with different names but got ${known} and ${file}.`)
  styleSheets.set(name, file)
  return `rpk-${name}-${local}`
}

/** The class names of each style sheet, by its path. */
const classNames = new Map()

/** For `css.modules` of a Vite configuration. */
export const modules = {
  generateScopedName: scopedClassName,
  getJSON: (file, names) => classNames.set(file, names),
}

/**
 * Writes the class names of a style sheet as one list without their common prefix. As an object with a constant per name,
 * they take four times the space, and cannot be left out one by one, because a component has all of them as `classes`.
 */
export const classNameLists = {
  name: 'class-name-lists',
  enforce: 'post',
  transform(_code, id) {
    const names = classNames.get(id)
    if (!names) return null
    const prefix = scopedClassName('', id)
    const list = Object.keys(names)
    const other = list.find((name) => names[name] !== prefix + name)
    if (other !== undefined)
      throw new Error(`Expected the class name ${prefix + other} in ${id} but got ${names[other]}.`)
    return `export default /* @__PURE__ */ (() =>
  Object.fromEntries(${JSON.stringify(list.join(' '))}.split(" ").map((name) => [name, ${JSON.stringify(prefix)} + name])))()`
  },
}
