const reserved = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false ' +
    'finally for function if implements import in instanceof interface let mock new null package private ' +
    'protected public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

/** Unique variable names from member ids: `ana`, `user7`, `ana2` for a second `ana`. */
export class MemberNames {
  readonly #used = new Set<string>()

  next(id: string): string {
    const name = nameOf(id)
    let free = name
    for (let count = 2; this.#used.has(free); count += 1) free = `${name}${count}`
    this.#used.add(free)
    return free
  }
}

function nameOf(id: string): string {
  const [first = '', ...rest] = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const capitals = rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  const name = [first.charAt(0).toLowerCase() + first.slice(1), ...capitals].join('')
  return /^[a-z]/.test(name) && !reserved.has(name) ? name : `member${name}`
}
