import { Markdown } from '@storybook/addon-docs/blocks'
import { sectionOf } from './sections.ts'
import { sourceOf } from './sources.ts'

interface DocProps {
  /** A file in `docs/`. */
  file: string
  /** Only what stands below this heading. */
  section?: string
}

/** A file in `docs/`, or a part of it, so that it is written once. Under the page's own title a whole file begins one level deeper. */
export function Doc({ file, section }: DocProps) {
  const text = sectionOf(sourceOf(file), section)
  return <Markdown>{section === undefined ? text.replaceAll(/^#+ /gm, '#$&') : text}</Markdown>
}
