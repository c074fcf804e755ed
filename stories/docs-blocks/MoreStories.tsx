import { DocsContext, Markdown } from '@storybook/addon-docs/blocks'
import { type ReactNode, useContext } from 'react'

interface MoreStoriesProps {
  /** Stories that have no place on the page: variants of others, or too much for it. */
  of: readonly object[]
}

interface DocsParameters {
  description?: { story?: string }
}

/** Links to stories, each with its comment. */
export function MoreStories({ of }: MoreStoriesProps): ReactNode {
  const context = useContext(DocsContext)
  const items = of.map((each) => {
    const { id, title, name, parameters } = context.resolveOf(each, ['story']).story
    const [, , group] = title.split('/')
    const { description } = (parameters['docs'] ?? {}) as DocsParameters
    const comment = description?.story ? `: ${description.story.replaceAll(/\s+/g, ' ')}` : ''
    return `- [${group === undefined ? name : `${group}: ${name}`}](?path=/story/${id})${comment}`
  })
  return <Markdown>{items.join('\n')}</Markdown>
}
