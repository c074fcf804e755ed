import { Markdown } from '@storybook/addon-docs/blocks'
import { sectionOf } from './sections.ts'
import { sourceOf } from './sources.ts'

interface DocProps {
  /** A file in `docs/`. */
  file: string
  /** Only what stands below this heading. */
  section?: string
}

/** A part of a file in `docs/`, so that it is written once. */
export function Doc({ file, section }: DocProps) {
  return <Markdown>{sectionOf(sourceOf(file), section)}</Markdown>
}
