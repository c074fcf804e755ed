const mark = /^\s*(?:\/\/|#|\{?\/\*|<!--)\s*#(region|endregion)\b\s*(\S*)/

/** The names of the regions of a file, in order. */
export function regionsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [, kind, name = ''] = mark.exec(line) ?? []
    return kind === 'region' ? [name] : []
  })
}

/**
 * The lines between `// #region name` and its `// #endregion`, moved to the left; the whole file without a name.
 * Marks inside are left out.
 *
 * @throws when there is no such region, or no end of it
 */
export function regionOf(text: string, name?: string): string {
  const lines = text.trimEnd().split('\n')
  const open: string[] = []
  const kept: string[] = []
  let isFound = name === undefined
  for (const line of lines) {
    const [, kind, begins = ''] = mark.exec(line) ?? []
    if (kind === 'region') open.push(begins)
    else if (kind === 'endregion') open.pop()
    else if (name === undefined || open.includes(name)) kept.push(line)
    if (begins === name) isFound = true
  }
  if (!isFound)
    throw new Error(`Expected a region named "${name}" but found ${regionsOf(text).join(', ') || 'none'}.`)
  if (open.length > 0)
    throw new Error(`Expected an #endregion for each #region but found none for "${open.join('", "')}".`)
  return outdent(kept)
}

function outdent(lines: readonly string[]): string {
  const margins = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const margin = Math.min(...margins)
  return lines
    .map((line) => line.slice(margin))
    .join('\n')
    .trim()
}

const statement = /^import (type )?(?:(\w+|\* as \w+)|\{([^}]*)\}) from ('[^']+')$/gm
const longestLine = 110

/** The imports of a file that a part of it needs; those that stand in the part are left out. */
export function importsFor(text: string, part: string): string {
  const uses = (name: string): boolean => {
    const local = name.replace(/^.*\bas |^type /, '')
    return new RegExp(`(?<![\\w'"])${local}\\b(?!['"])`).test(part)
  }
  const needed = [...text.matchAll(statement)].flatMap(([, type = '', whole, names = '', from = '']) => {
    if (part.includes(`from ${from}`)) return []
    if (whole !== undefined) return uses(whole) ? [`import ${type}${whole} from ${from}`] : []
    const used = names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && uses(name))
    if (used.length === 0) return []
    const line = `import ${type}{ ${used.join(', ')} } from ${from}`
    return line.length > longestLine ? [`import ${type}{\n  ${used.join(',\n  ')},\n} from ${from}`] : [line]
  })
  return needed.join('\n')
}
