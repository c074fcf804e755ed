import { createElement, Fragment, type ReactNode } from 'react'
import { declarationOf } from './lookup.ts'
import { Place } from './Place.tsx'
import { Prose, Source, Words } from './Prose.tsx'
import classes from './reference.module.css'
import type { Declaration, Member, Text, Value } from './reference-types.ts'

interface MembersProps {
  /** What they belong to: the beginning of their anchors. */
  owner: string
  members: readonly Member[]
}

/** Props, options and fields. */
export function Members({ owner, members }: MembersProps): ReactNode {
  if (members.length === 0) return null
  return (
    <dl className={classes.members}>
      {members.map((member) => (
        <div key={member.name} id={`${owner}.${member.name}`}>
          <dt>
            <code className={classes.name}>
              {member.name}
              {member.isOptional && '?'}
            </code>
            <span className={classes.type}>
              <Source code={member.type} />
            </span>
          </dt>
          <dd>
            <Prose text={member.summary} />
            <Notes {...member} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Notes({ defaultValue, standard, returns, throws }: Member): ReactNode {
  const notes = [
    standardNote(defaultValue),
    standard !== null && (
      <>
        Default: <code>{standard}</code>
      </>
    ),
    returns.length > 0 && (
      <>
        Returns <Words text={returns} />
      </>
    ),
    ...throws.map((text) => (
      // The errors of one member differ.
      <Fragment key={JSON.stringify(text)}>
        Throws <Words text={text} />
      </Fragment>
    )),
  ].filter(Boolean)
  return notes.length > 0 && createElement('ul', { className: classes.notes }, ...notes.map(item))
}

function item(note: ReactNode): ReactNode {
  return <li>{note}</li>
}

/** "none" is what the question mark says already; what takes its place is told. */
function standardNote(text: Text): ReactNode {
  const [first, ...others] = text.flatMap((block) => (block.kind === 'text' ? block.parts : []))
  if (first === undefined || first === 'none') return null
  if (typeof first !== 'string' || others.length > 0) {
    return (
      <>
        Default: <Words text={text} />
      </>
    )
  }
  const [, absence] = /^none: (.*)$/.exec(first) ?? []
  if (absence !== undefined) return `When left out: ${absence}`
  // A value that stands alone is code, also where its comment has no quotes for it.
  return <>Default: {first.includes(' ') ? first : <code>{first}</code>}</>
}

interface ValuesProps {
  values: readonly Value[]
}

/** The strings of a union, or the parts of a component. */
export function Values({ values }: ValuesProps): ReactNode {
  if (values.length === 0) return null
  return (
    <dl className={classes.members}>
      {values.map(({ value, text }) => (
        <div key={value}>
          <dt>
            <code className={classes.name}>{value}</code>
          </dt>
          <dd>
            <Prose text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Where the members are that a type has from others. */
export function TakenOver({ takenOver, others }: Declaration): ReactNode {
  if (takenOver.length === 0 && others.length === 0) return null
  return (
    <ul className={classes.notes}>
      {takenOver.map(({ from, names }) => (
        <li key={from}>
          From{' '}
          <Place to={from}>
            <code>{declarationOf(from).name}</code>
          </Place>
          : {names.join(', ')}
        </li>
      ))}
      {others.length > 0 && (
        <li>
          And everything that these have:{' '}
          <Source code={others.flatMap((code, index) => (index > 0 ? [', ', ...code] : code))} />
        </li>
      )}
    </ul>
  )
}
