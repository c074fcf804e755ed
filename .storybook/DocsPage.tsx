import { useColorScheme } from '@mantine/hooks'
import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import { type PropsWithChildren, useSyncExternalStore } from 'react'
import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import { themes } from 'storybook/theming'

type ColorScheme = 'auto' | 'light' | 'dark'

let chosen: ColorScheme = 'auto'
const listeners = new Set<() => void>()

function choose({ globals }: { globals: { colorScheme?: ColorScheme } }) {
  chosen = globals.colorScheme ?? 'auto'
  for (const listener of listeners) listener()
}

const channel = addons.getChannel()
channel.on(SET_GLOBALS, choose)
channel.on(GLOBALS_UPDATED, choose)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Pages follow the switch of the colour scheme as stories do. */
export function DocsPage({ context, children }: PropsWithChildren<DocsContainerProps>) {
  const preferred = useColorScheme('light', { getInitialValueInEffect: false })
  const scheme = useSyncExternalStore(subscribe, () => chosen)
  return (
    <DocsContainer context={context} theme={themes[scheme === 'auto' ? preferred : scheme]}>
      {children}
    </DocsContainer>
  )
}
