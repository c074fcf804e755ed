import { useSyncExternalStore } from 'react'
import { FORCE_REMOUNT, STORY_RENDER_PHASE_CHANGED } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'

const played = new Set<string>()
const listeners = new Set<() => void>()

const playing = new Set<string>()

function begin(storyId: string): void {
  played.delete(storyId)
  playing.delete(storyId)
}

function note({ storyId, newPhase }: { storyId: string; newPhase: string }): void {
  if (newPhase === 'preparing') begin(storyId)
  if (newPhase === 'playing') playing.add(storyId)
  if (newPhase === 'played' || newPhase === 'errored') playing.delete(storyId)
  // A change in the toolbar renders a story again while it plays: that has an end of its own.
  const isThrough = ['played', 'errored', 'completing'].includes(newPhase) && !playing.has(storyId)
  if (!isThrough || played.has(storyId)) return
  played.add(storyId)
  for (const listener of listeners) listener()
}

/** Storybook tells of each step of each story. */
export function watchPlays(): void {
  const channel = addons.getChannel()
  channel.on(STORY_RENDER_PHASE_CHANGED, note)
  channel.on(FORCE_REMOUNT, ({ storyId }: { storyId: string }) => begin(storyId))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True once the play function of a story, if it has one, is through. */
export const useHasPlayed = (storyId: string): boolean =>
  useSyncExternalStore(subscribe, () => played.has(storyId))
