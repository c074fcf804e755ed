import './Ways.css'
import type { ReactNode } from 'react'
import { Anchor } from '../reference/Place.tsx'

interface Way {
  /** Where it leads. */
  name: string
  /** Id of a page. */
  page: string
  /** What is found there. */
  text: string
}

/** Where a reader may go on, as cards. */
export function Ways({ of }: { of: readonly Way[] }): ReactNode {
  return (
    <ul className="docs-ways sb-unstyled">
      {of.map(({ name, page, text }) => (
        <li key={page}>
          <Anchor href={`?path=/docs/${page}`}>{name}</Anchor>
          {text}
        </li>
      ))}
    </ul>
  )
}
