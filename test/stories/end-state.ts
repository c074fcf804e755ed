import axe, { type Result } from 'axe-core'

/** A story as the addon for Vitest hands it to hooks. */
export interface PlayedStory {
  parameters: {
    a11y?: { disable?: boolean; test?: string; config?: axe.Spec; options?: axe.RunOptions }
  }
}

export const schemes = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const

/** What the tests' browser prefers by itself. */
export const light = { colorScheme: 'light', forcedColors: 'none' } as const

/** Storybook's own elements, and the rule that a story cannot keep: it is no page. */
const exclude = ['.sb-wrapper', '#storybook-docs', '#storybook-highlights-root']
const noPage = { id: 'region', enabled: false }

const describeViolation = ({ id, help, nodes }: Result): string =>
  `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ''}`).join('\n')}`

/** What another scheme can change; names and roles stay. */
const aboutColours = ['color-contrast', 'link-in-text-block']

/** Runs axe as the addon for accessibility does, for the colours alone. @returns what is violated, a text each */
export async function findViolations({ parameters: { a11y = {} } }: PlayedStory): Promise<string[]> {
  if (a11y.disable === true || a11y.test === 'off') return []
  axe.reset()
  axe.configure({ ...a11y.config, rules: [noPage, ...(a11y.config?.rules ?? [])] })
  const options = { resultTypes: ['violations' as const], ...a11y.options }
  const { violations } = await axe.run(
    { include: [document.body], exclude },
    options.runOnly ? options : { ...options, runOnly: aboutColours },
  )
  return violations.map(describeViolation)
}
