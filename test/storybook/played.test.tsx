import { randomUUID } from 'node:crypto'
import { act, renderHook } from '@testing-library/react'
import { FORCE_REMOUNT, STORY_RENDER_PHASE_CHANGED } from 'storybook/internal/core-events'
import { addons, mockChannel } from 'storybook/preview-api'
import { expect, it } from 'vitest'
import { useHasPlayed, watchPlays } from '../../.storybook/played.ts'

const channel = mockChannel()
addons.setChannel(channel)
watchPlays()

function go(storyId: string, ...phases: string[]): void {
  for (const newPhase of phases) act(() => channel.emit(STORY_RENDER_PHASE_CHANGED, { storyId, newPhase }))
}

it('a story that is rendered again while it plays has not played', () => {
  const story = randomUUID()
  const { result } = renderHook(() => useHasPlayed(story))
  go(story, 'preparing', 'loading', 'rendering', 'playing', 'loading', 'rendering', 'completing', 'finished')
  expect(result.current).toBe(false)
  go(story, 'played', 'completing', 'finished')
  expect(result.current).toBe(true)
})

it('a story in a page that does not play is through once it is rendered, and begins anew when it is mounted anew', () => {
  const { result, rerender } = renderHook(() => useHasPlayed('b'))
  go('b', 'preparing', 'loading', 'rendering', 'completing')
  expect(result.current).toBe(true)
  channel.emit(FORCE_REMOUNT, { storyId: 'b' })
  rerender()
  expect(result.current).toBe(false)
})
