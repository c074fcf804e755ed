// A comment that states a fact of Pusher's protocol cites a page of Pusher's documentation.
import { proseOfDoc } from '../prose.mjs'
import { addressOfPage, citation } from '../pusher-documentation.mjs'

/** Frames, close codes, and statements about Pusher's behaviour. */
const fact =
  /\bpusher(_internal)?:[a-z]|\b4[0-3]\d\d\b|\bPusher (allows|takes|takes|keeps|sends|closes|refuses|rejects|counts|repeats|delivers|answers|tells|raises|lets|ignores|drops|calls)\b/

export function sources({ declarations }) {
  return declarations.flatMap(({ name, doc, members, file, line }) => {
    const own = proseOfDoc(doc)
    return [
      ...check(name, own, own, { file, line }),
      // A citation on a declaration also applies to its members.
      ...members
        .filter(({ from, doc: comment }) => !from && comment)
        .flatMap((member) => {
          const prose = proseOfDoc(member.doc)
          return check(`${name}.${member.name}`, prose, own + prose, member)
        }),
    ]
  })
}

function check(name, prose, context, { file, line }) {
  const unknown = [...prose.matchAll(citation)].map(([, page]) => page).filter((page) => !addressOfPage(page))
  const [found] = fact.exec(prose) ?? []
  const isCited = context.search(citation) >= 0
  return [
    ...unknown.map((page) => ({
      file,
      line,
      problem: `${name} cites "${page}", which Pusher's documentation has not`,
    })),
    ...(found && !isCited
      ? [{ file, line, problem: `${name} states "${found}" without (Pusher documentation, "…")` }]
      : []),
  ]
}
