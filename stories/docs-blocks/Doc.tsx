import { Markdown } from '@storybook/addon-docs/blocks'
import { partsOf, sectionOf } from './sections.ts'
import { sourceOf } from './sources.ts'

interface DocProps {
  /** A file in `docs/`. */
  file: string
  /** Only what stands below this heading. */
  section?: string
  /** Only these parts, by their headings of the first level. */
  parts?: readonly string[]
}

/** A file in `docs/`, or a part of it, so that it is written once. Under the page's own title a whole file begins one level deeper. */
export function Doc({ file, section, parts }: DocProps) {
  const source = sourceOf(file)
  const text = sectionOf(parts ? partsOf(source, parts) : source, { heading: section, file })
  return <Markdown>{section === undefined ? text.replaceAll(/^#+ /gm, '#$&') : text}</Markdown>
}
