import { expect, it } from 'vitest'
import { sectionOf } from '../../../stories/docs-blocks/sections.ts'

it('leaves names in headings as they are, where Markdown would see emphasis', () => {
  const text = '# Errors\n\n## invalid_socket_id\n\nSee _this_ and `socket_id`.'
  expect(sectionOf(text)).toBe(String.raw`## invalid\_socket\_id` + '\n\nSee _this_ and `socket_id`.')
})

it('leads links to sections to the pages that show them', () => {
  const text =
    '# Server\n\n## Routes\n\n[Usage](#usage), [health](./server.md#health), [bounds](./bounds.md) ([a file](./bounds.md)).'
  expect(sectionOf(text, { heading: 'Routes', file: 'docs/server.md' })).toBe(
    '[Usage](?path=/docs/server-webhooks--docs#usage), [health](?path=/docs/server-operate--docs#health), bounds.',
  )
})

it('keeps a number and its unit on one line, outside of code', () => {
  expect(sectionOf('# Limits\n\nUp to 10 000 events in 4 s, 80 % of `10 000`.')).toBe(
    'Up to 10\u00A0000 events in 4\u00A0s, 80\u00A0% of `10 000`.',
  )
})
