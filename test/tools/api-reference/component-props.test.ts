import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { componentProps } from '../../../tools/api-reference/component-props.mjs'
import { readReference } from '../../../tools/api-reference/reference.mjs'
import { referenceData } from '../../../tools/api-reference/reference-data.mjs'

it('a table of controls says of a prop what its comment says', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const { ConnectionBadge, LogViewer, ...others } = componentProps(referenceData(readReference(root)))
  expect(ConnectionBadge.variant).toEqual({
    description:
      '`dot` shows the icon only, `badge` the word and the latency too, `banner` a bar that appears when offline.',
    type: 'ConnectionBadgeVariant',
    defaultValue: "'badge'",
  })
  expect(LogViewer.getPermalink).toMatchObject({
    type: '(seq: number) => string',
    defaultValue: 'none: no button',
  })
  expect(LogViewer.onQueryChange.defaultValue).toBeNull()
  expect(Object.keys(others)).toEqual(
    expect.arrayContaining(['NotificationInbox', 'OnlineUsers', 'RunStatus', 'TypingIndicator']),
  )
})
