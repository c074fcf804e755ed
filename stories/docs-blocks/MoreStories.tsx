import { DocsContext, Markdown } from '@storybook/addon-docs/blocks'
import { type ReactNode, useContext } from 'react'

interface MoreStoriesProps {
  /** Stories that have no place on the page: variants of others, or too much for it. */
  of: readonly object[]
}

interface DocsParameters {
  description?: { story?: string }
}

/** Links to stories: those with a comment one by one, the others in a line. */
export function MoreStories({ of }: MoreStoriesProps): ReactNode {
  const context = useContext(DocsContext)
  const stories = of.map((each) => {
    const { id, title, name, parameters } = context.resolveOf(each, ['story']).story
    const [, , group] = title.split('/')
    const { description } = (parameters['docs'] ?? {}) as DocsParameters
    const link = `[${group === undefined ? name : `${group}: ${name}`}](?path=/story/${id})`
    return { link, comment: description?.story?.replaceAll(/\s+/g, ' ') }
  })
  const told = stories.filter(({ comment }) => comment).map(({ link, comment }) => `- ${link}: ${comment}`)
  const others = stories.filter(({ comment }) => !comment).map(({ link }) => link)
  return <Markdown>{[told.join('\n'), others.join(' · ')].join('\n\n')}</Markdown>
}
