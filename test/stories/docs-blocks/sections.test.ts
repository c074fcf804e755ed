import { expect, it } from 'vitest'
import { sectionOf } from '../../../stories/docs-blocks/sections.ts'

it('leaves names in headings as they are, where Markdown would see emphasis', () => {
  const text = '# Errors\n\n## invalid_socket_id\n\nSee _this_ and `socket_id`.'
  expect(sectionOf(text)).toBe(String.raw`## invalid\_socket\_id` + '\n\nSee _this_ and `socket_id`.')
})
