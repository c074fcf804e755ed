import { createElement, Fragment, type ReactNode } from 'react'
import { Place } from './Place.tsx'
import type { Block, Code, Part, Text } from './reference-types.ts'

interface SourceProps {
  code: Code
}

/** A piece of TypeScript whose types lead to their own reference. */
export function Source({ code }: SourceProps): ReactNode {
  return createElement('code', null, ...code.map(sourcePiece))
}

function sourcePiece(piece: Code[number]): ReactNode {
  return typeof piece === 'string' ? piece : <Place to={piece.to}>{piece.text}</Place>
}

interface ProseProps {
  text: Text
}

/** What a comment says. */
export function Prose({ text }: ProseProps): ReactNode {
  return createElement(Fragment, null, ...text.map(paragraph))
}

function paragraph(block: Block): ReactNode {
  if (block.kind === 'code') return <Example code={block.code} />
  return createElement('p', null, ...block.parts.map(inline))
}

/** What a comment says, within a line. */
export function Words({ text }: ProseProps): ReactNode {
  const parts = text.flatMap((each) => (each.kind === 'text' ? each.parts : []))
  return createElement(Fragment, null, ...parts.map(inline))
}

function inline(part: Part): ReactNode {
  if (typeof part === 'string') return part
  if ('code' in part) return <code>{part.code}</code>
  if ('href' in part) return <a href={part.href}>{part.text}</a>
  return (
    <Place to={part.to}>
      <code>{part.text}</code>
    </Place>
  )
}

interface ExampleProps {
  code: string
}

/** Code to copy; its comments stand back. */
export function Example({ code }: ExampleProps): ReactNode {
  const pieces = code.split(/((?<=^|\s)\/\/.*)/)
  return <Scroller>{createElement('code', null, ...pieces.map(examplePiece))}</Scroller>
}

function examplePiece(piece: string): ReactNode {
  return piece.startsWith('//') ? <i>{piece}</i> : piece
}

/** Long lines scroll, also by the keyboard. */
export function Scroller({ children }: { children: ReactNode }): ReactNode {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
  return <pre tabIndex={0}>{children}</pre>
}

/** The text of `docs/errors.md`, with its code in a line. */
export function MarkdownWords({ text }: { text: string }): ReactNode {
  return createElement(Fragment, null, ...text.split('`').map(markdownPiece))
}

/** Every second piece stood between quotes. */
function markdownPiece(piece: string, index: number): ReactNode {
  return index % 2 === 1 ? <code>{piece}</code> : piece
}
