import type { ReactNode } from 'react'
import { type FindMatches, type LinePart, lineParts } from './line-parts.ts'
import { classes } from '../log-viewer-classes.ts'

/** A line's text with its colours, links and matches. */
export function lineText(text: string, find: FindMatches | null): ReactNode {
  const parts = lineParts(text, find)
  const [first] = parts
  if (
    parts.length === 1 &&
    first &&
    !first.isMatch &&
    !first.href &&
    !first.style &&
    !first.decorations.length
  ) {
    // Most lines are plain text and need no element.
    return first.text
  }
  // Parts are never reordered, so the index is a stable key.
  return parts.map((part, place) => <Part key={place} part={part} />)
}

function Part({ part }: { part: LinePart }): ReactNode {
  const { text, decorations, style, isMatch, href } = part
  const content = href ? (
    <a className={classes.link} href={href} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  ) : (
    text
  )
  const matched = isMatch ? <mark className={classes.match}>{content}</mark> : content
  if (!style && decorations.length === 0) return matched
  return (
    <span className={classes.run} data-run={decorations.join(' ') || undefined} style={style ?? undefined}>
      {matched}
    </span>
  )
}
