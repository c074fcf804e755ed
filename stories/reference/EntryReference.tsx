import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { DeclarationReference } from './DeclarationReference.tsx'
import { declarationsOf, type Group, groupsOf, matches } from './groups.ts'
import { entryNamed } from './lookup.ts'
import { Anchor } from './Place.tsx'
import { Prose } from './Prose.tsx'
import classes from './reference.module.css'
import { ReferenceBlock } from './ReferenceBlock.tsx'

interface EntryReferenceProps {
  /** As it is imported, such as `react-pusher-kit/mock`. */
  name: string
}

/** Everything that an entry of the package exports. */
export function EntryReference({ name }: EntryReferenceProps): ReactNode {
  const entry = entryNamed(name)
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const groups = useMemo(
    () => groupsOf(declarationsOf(entry).filter(({ declaration }) => matches(declaration, wanted))),
    [entry, wanted],
  )
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
      <Contents groups={groups} />
      {groups.map(({ caption, members }) => (
        <section key={caption} aria-label={caption}>
          <h2>{caption}</h2>
          {members.map(({ id }) => (
            <DeclarationReference key={id} id={id} />
          ))}
        </section>
      ))}
    </ReferenceBlock>
  )
}

function Contents({ groups }: { groups: readonly Group[] }): ReactNode {
  if (groups.length === 0) return <p role="status">Nothing has that name here.</p>
  return (
    <nav className={classes.contents} aria-label="Contents">
      {groups.map(({ caption, members }) => (
        <div key={caption}>
          <strong>{caption}</strong>
          <ul>
            {members.map(({ id, declaration }) => (
              <li key={id}>
                <Anchor href={`#${declaration.name}`}>{declaration.name}</Anchor>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
