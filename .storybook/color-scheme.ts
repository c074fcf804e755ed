import { useSyncExternalStore } from 'react'
import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'

type ColorScheme = 'auto' | 'light' | 'dark'

let chosen: ColorScheme = 'auto'
const listeners = new Set<() => void>()

function choose({ globals }: { globals: { colorScheme?: ColorScheme } }) {
  chosen = globals.colorScheme ?? 'auto'
  for (const listener of listeners) listener()
}

/** Storybook says at the start what the switch says, and then each change. */
export function watchColorScheme(): void {
  const channel = addons.getChannel()
  channel.on(SET_GLOBALS, choose)
  channel.on(GLOBALS_UPDATED, choose)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the toolbar's switch says. */
export const useChosenColorScheme = (): ColorScheme => useSyncExternalStore(subscribe, () => chosen)
