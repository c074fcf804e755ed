import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { DeclarationReference } from './DeclarationReference.tsx'
import { declarationsOf, type Group, groupsOf, type Located, matches } from './groups.ts'
import { entryNamed, partsOf } from './lookup.ts'
import { Anchor } from './Place.tsx'
import { Prose, Words } from './Prose.tsx'
import classes from './reference.module.css'
import { ReferenceBlock } from './ReferenceBlock.tsx'
import type { Text } from './reference-types.ts'
import { useChosenName } from './useChosenName.ts'

/** How many matches of a search are shown in full. */
const shownMatches = 5

interface EntryReferenceProps {
  /** As it is imported, such as `react-pusher-kit/mock`. */
  name: string
}

/**
 * An index of what an entry of the package exports. The export that the address names is shown with the types of its
 * options and results; a search shows the first matches.
 */
export function EntryReference({ name }: EntryReferenceProps): ReactNode {
  const entry = entryNamed(name)
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const chosenName = useChosenName()
  const declarations = useMemo(() => declarationsOf(entry), [entry])
  const found = declarations.filter(({ declaration }) => matches(declaration, wanted))
  const chosen = declarations.find(({ declaration }) => declaration.name === chosenName)
  const shown = wanted.trim() === '' ? withParts(chosen) : found.slice(0, shownMatches).map(({ id }) => id)
  const isHere = useCallback((id: string) => [...entry.exports, ...entry.behind].includes(id), [entry])
  return (
    <ReferenceBlock isHere={isHere}>
      <h1>{name}</h1>
      <Prose text={entry.summary} />
      <label className={classes.search}>
        Find in this entry
        <input
          type="search"
          value={query}
          placeholder="A name, a prop, an option"
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <Contents groups={groupsOf(found)} chosen={chosen?.id ?? null} />
      {shown.map((id) => (
        <DeclarationReference key={id} id={id} />
      ))}
    </ReferenceBlock>
  )
}

const withParts = (chosen: Located | undefined) => (chosen ? [chosen.id, ...partsOf(chosen.id)] : [])

interface ContentsProps {
  groups: readonly Group[]
  /** Id of the declaration that is shown. */
  chosen: string | null
}

function Contents({ groups, chosen }: ContentsProps): ReactNode {
  if (groups.length === 0) return <p role="status">No export has this name.</p>
  return (
    <nav className={classes.contents} aria-label="Contents">
      {groups.map(({ caption, members }) => (
        <div key={caption}>
          <h2 id={caption.toLowerCase().replaceAll(' ', '-')}>{caption}</h2>
          <ul className={isOfTypes(caption) ? classes.names : undefined}>
            {members.map(({ id, declaration: { name, summary } }) => (
              <li key={id}>
                <Anchor href={`#${name}`} isCurrent={id === chosen}>
                  {name}
                </Anchor>
                {!isOfTypes(caption) && (
                  <span>
                    <Words text={firstSentence(summary)} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Types are listed by name only. */
const isOfTypes = (caption: string): boolean => /types$/i.test(caption)

/** The first sentence of a summary, with its links and its code. */
function firstSentence([first]: Text): Text {
  if (first?.kind !== 'text') return []
  const parts = []
  for (const part of first.parts) {
    const end = typeof part === 'string' ? /[.:](?=\s|$)/.exec(part) : null
    if (typeof part === 'string' && end)
      return [{ kind: 'text', parts: [...parts, `${part.slice(0, end.index)}.`] }]
    parts.push(part)
  }
  return [first]
}
