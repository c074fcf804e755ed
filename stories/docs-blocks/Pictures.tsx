import './Pictures.css'
import { Story } from '@storybook/addon-docs/blocks'
import type { ReactNode } from 'react'

interface Picture {
  name: string
  text: string
  story: object
}

/** Demos side by side, each with its name and a sentence. */
export function Pictures({ of }: { of: readonly Picture[] }): ReactNode {
  return (
    <div className="docs-pictures">
      {of.map(({ name, text, story }) => (
        <figure key={name}>
          <Story of={story} />
          <figcaption className="sb-unstyled">
            <b>{name}</b>
            {text}
          </figcaption>
        </figure>
      ))}
    </div>
  )
}
