import './Gallery.css'
import { Story } from '@storybook/addon-docs/blocks'
import type { ReactNode } from 'react'
import { Anchor } from '../reference/Place.tsx'

interface Picture {
  /** What it leads to. */
  name: string
  /** Id of a page. */
  page: string
  /** What is found there. */
  text: string
  /** The story that is shown, smaller than on its page. */
  story: object
  /** Whether the story needs a frame, because it shows something in the corner of its page. @defaultValue false */
  isFramed?: boolean
}

/** Stories as live pictures, each with its name and a sentence. A picture cannot be operated: the card leads to the page. */
export function Gallery({ of }: { of: readonly Picture[] }): ReactNode {
  return (
    <ul className="docs-gallery">
      {of.map(({ name, page, text, story, isFramed = false }) => (
        <li key={page}>
          <div className="docs-gallery-picture" inert>
            <Story of={story} {...(isFramed ? { inline: false, height: '380px' } : {})} />
          </div>
          <p className="sb-unstyled">
            <Anchor href={`?path=/docs/${page}`}>{name}</Anchor>
            {text}
          </p>
        </li>
      ))}
    </ul>
  )
}
