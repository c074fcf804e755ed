/** Where a page of `docs/` is found in the Storybook. */
const pages: Readonly<Record<string, string>> = {
  'errors.md': '?path=/docs/errors--docs',
  'conformance.md': '?path=/docs/testing--docs',
  'mock.md': '?path=/docs/testing--docs',
  'event-log.md': '?path=/docs/concepts-missed-events--docs',
  'server.md': '?path=/docs/server-auth--docs',
  'protocol.md': '?path=/docs/server-other-languages--docs',
}

/**
 * What stands below a heading of a Markdown file, up to the next of its level; without a heading all but the
 * title. Links to other files lead to their pages, or become text; `_` in a name of a heading begins no emphasis.
 *
 * @throws when there is no such heading
 */
export function sectionOf(text: string, heading?: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex((line) =>
    heading === undefined ? line.startsWith('# ') : line === `## ${heading}`,
  )
  if (start === -1) throw new Error(`Expected a heading "${heading}" but found none.`)
  const end =
    heading === undefined ? -1 : lines.findIndex((line, index) => index > start && /^##? /.test(line))
  const section = lines.slice(start + 1, end === -1 ? undefined : end).join('\n')
  return section
    .replaceAll(/\[([^\]]+)\]\((?!https?:|\?path=)([^)]+)\)/g, (_, label: string, target: string) => {
      const page = pages[target.replace(/^\.\//, '')]
      return page ? `[${label}](${page})` : label
    })
    .replaceAll(/^#.*/gm, (line) => line.replaceAll(/(?<=\w)_(?=\w)/g, String.raw`\_`))
    .trim()
}
