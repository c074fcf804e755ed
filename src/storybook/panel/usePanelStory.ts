import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { addons } from 'storybook/manager-api'
import { PanelStory, type PanelSnapshot } from './panel-story.ts'

/** The current story, which is watched while the panel is active. */
export function usePanelStory(storyId: string, isWatched: boolean): [PanelStory, PanelSnapshot] {
  const story = useMemo(() => new PanelStory(addons.getChannel(), storyId), [storyId])
  useEffect(() => (isWatched ? story.watch() : undefined), [story, isWatched])
  return [story, useSyncExternalStore(story.subscribe, story.getSnapshot)]
}
