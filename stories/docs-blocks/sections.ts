import { joinNumbers } from './numbers.ts'

/** Where a page of `docs/`, or a section of it, is found in the Storybook. */
const pages: Readonly<Record<string, string>> = {
  'comparison.md': '?path=/docs/comparison--docs',
  'comparison.md#sources': '?path=/docs/comparison--docs#sources',
  'conformance.md': '?path=/docs/testing--docs',
  'console.md': '?path=/docs/server-console--docs',
  'console.md#sources': '?path=/docs/server-console--docs#sources',
  'dev-server.md': '?path=/docs/server-console--docs',
  'dev-server.md#check-another-server': '?path=/docs/server-other-languages--docs#check-a-server',
  'errors.md': '?path=/docs/errors--docs',
  'event-log.md': '?path=/docs/concepts-missed-events--docs',
  'mock.md': '?path=/docs/testing--docs',
  'protocol.md': '?path=/docs/server-other-languages--docs',
  'realtime-config.md': '?path=/docs/server-deploy--docs',
  'server.md': '?path=/docs/server-auth--docs',
  'server.md#backend-state': '?path=/docs/server-production--docs#backend-state',
  'server.md#event-metrics': '?path=/docs/server-webhooks--docs#event-metrics',
  'server.md#health': '?path=/docs/server-operate--docs#health',
  'server.md#messages': '?path=/docs/server-policies--docs#messages',
  'server.md#multiple-servers-and-serverless':
    '?path=/docs/server-production--docs#serverless-and-what-each-setup-guarantees',
  'server.md#shared-rate-limits': '?path=/docs/server-operate--docs#shared-rate-limits',
  'server.md#usage': '?path=/docs/server-webhooks--docs#usage',
}

/**
 * The title of a Markdown file, and its parts below these headings of the first level.
 *
 * @throws when there is no such heading
 */
export function partsOf(text: string, headings: readonly string[]): string {
  const parts = text.split(/^(?=# )/m)
  const found = headings.map((heading) => {
    const part = parts.find((each) => each.startsWith(`# ${heading}\n`))
    if (part === undefined) throw new Error(`Expected a heading "${heading}" but found none.`)
    return part
  })
  return [/^# .*\n/.exec(text)?.[0] ?? '', ...found].join('\n')
}

interface SectionOptions {
  /** All but the title if it is missing. */
  heading?: string | undefined
  /** The file of the text, for links to its own sections. */
  file?: string
}

/**
 * The text below a heading of a Markdown file, up to the next heading of its level. Links to other files and sections lead
 * to their pages, or become text; in parentheses they are omitted. `_` in a name of a heading begins no emphasis. Comments of generated parts are left out.
 *
 * @throws when there is no such heading
 */
export function sectionOf(text: string, { heading, file = '' }: SectionOptions = {}): string {
  const lines = text.split('\n')
  const start = lines.findIndex((line) =>
    heading === undefined ? line.startsWith('# ') : line === `## ${heading}`,
  )
  if (start === -1) throw new Error(`Expected a heading "${heading}" but found none.`)
  const end =
    heading === undefined ? -1 : lines.findIndex((line, index) => index > start && /^##? /.test(line))
  const section = lines.slice(start + 1, end === -1 ? undefined : end).join('\n')
  const pageOf = (target: string): string | undefined =>
    pages[(target.startsWith('#') ? `${nameOf(file)}${target}` : target).replace(/^\.\//, '')]
  return joinNumbers(section)
    .replaceAll(/\s*\(\[[^\]]+\]\((?!https?:|\?path=)([^)]+)\)\)/g, (whole, target: string) =>
      pageOf(target) ? whole : '',
    )
    .replaceAll(/\[([^\]]+)\]\((?!https?:|\?path=)([^)]+)\)/g, (_, label: string, target: string) => {
      const page = pageOf(target)
      return page ? `[${label}](${page})` : label
    })
    .replaceAll(/^<!-- .* -->$/gm, '')
    .replaceAll(/^#.*/gm, (line) => line.replaceAll(/(?<=\w)_(?=\w)/g, String.raw`\_`))
    .trim()
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1)
