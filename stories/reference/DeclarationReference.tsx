import type { ReactNode } from 'react'
import { declarationOf } from './lookup.ts'
import { Members, TakenOver, Values } from './Members.tsx'
import { Anchor, Place } from './Place.tsx'
import { Example, MarkdownWords, Prose, Scroller, Source, Words } from './Prose.tsx'
import classes from './reference.module.css'
import { StylesApiReference } from './StylesApiReference.tsx'
import type { Declaration, Text } from './reference-types.ts'

interface DeclarationReferenceProps {
  /** Id of the declaration. */
  id: string
  /** Of a component: shows what the Styles API reaches. @defaultValue true */
  withStylesApi?: boolean
}

/** All that there is to know of one export. */
export function DeclarationReference({ id, withStylesApi = true }: DeclarationReferenceProps): ReactNode {
  const declaration = declarationOf(id)
  const { name, kind, summary, members, values, stylesNames, examples } = declaration
  // Where the summary explains the strings, the signature shows them.
  const explained = values.filter(({ text }) => text.length > 0)
  return (
    <section className={classes.declaration} aria-label={name}>
      <h3 id={name} data-heading-label={name}>
        <Anchor href={`#${name}`}>{name}</Anchor>{' '}
        <small>{declaration.isExported ? kind : `${kind}, not exported`}</small>
      </h3>
      <Prose text={summary} />
      <Signatures {...declaration} />
      {declaration.propsOf !== null && (
        <p>
          They are listed with{' '}
          <Place to={declaration.propsOf}>{declarationOf(declaration.propsOf).name}</Place>.
        </p>
      )}
      <Call {...declaration} />
      {members.length > 0 && <h4>{kind === 'component' ? 'Props' : 'Members'}</h4>}
      <Members owner={name} members={members} />
      <TakenOver {...declaration} />
      {explained.length > 0 && <h4>Values</h4>}
      <Values values={explained} />
      {withStylesApi && stylesNames.length > 0 && (
        <>
          <h4>Styles API</h4>
          <StylesApiReference {...declaration} />
        </>
      )}
      <Remedies {...declaration} />
      {examples.length > 0 && <h4>Example</h4>}
      {examples.map((code) => (
        <Example key={code} code={code} />
      ))}
    </section>
  )
}

/** How it is written; the mere name of a type says nothing more. */
function Signatures({ name, kind, signatures }: Declaration): ReactNode {
  const shown = signatures.filter(([first]) => first !== `${kind} ${name}`)
  if (shown.length === 0) return null
  return (
    <Scroller>
      {shown.map((code) => (
        <div key={JSON.stringify(code)}>
          <Source code={code} />
        </div>
      ))}
    </Scroller>
  )
}

/** What goes in, what comes out, and what can go wrong. */
function Call({ parameters, returns, throws, see }: Declaration): ReactNode {
  const explained = parameters.filter(({ text }) => text.length > 0)
  return (
    <>
      {explained.length > 0 && (
        <>
          <h4>Parameters</h4>
          <ul>
            {explained.map(({ name, text }) => (
              <li key={name}>
                <code>{name}</code>: <Words text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
      <List caption="Returns" texts={returns.length > 0 ? [returns] : []} />
      <List caption="Throws" texts={throws} />
      <List caption="See also" texts={see} />
    </>
  )
}

function List({ caption, texts }: { caption: string; texts: readonly Text[] }): ReactNode {
  if (texts.length === 0) return null
  return (
    <>
      <h4>{caption}</h4>
      <ul>
        {texts.map((text) => (
          <li key={JSON.stringify(text)}>
            <Words text={text} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What to do about an error, from docs/errors.md. */
function Remedies({ remedies }: Declaration): ReactNode {
  if (remedies.length === 0) return null
  return (
    <>
      <h4>What to do</h4>
      <dl className={classes.members}>
        {remedies.map(({ code, text }) => (
          <div key={code}>
            <dt>
              <code className={classes.name}>{code}</code>
            </dt>
            <dd>
              <p>
                <MarkdownWords text={text} />
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
