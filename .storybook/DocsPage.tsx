import './docs-page.css'
import { useColorScheme } from '@mantine/hooks'
import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import { type PropsWithChildren, useEffect, useLayoutEffect } from 'react'
import { themes } from 'storybook/theming'
import { useChosenColorScheme } from './color-scheme.ts'
import { stayAtHash } from './stay-at-hash.ts'
import { reservedHeights } from './story-heights.ts'

/** Pages follow the switch of the colour scheme as stories do. */
export default function DocsPage({ context, children }: PropsWithChildren<DocsContainerProps>) {
  const preferred = useColorScheme('light', { getInitialValueInEffect: false })
  const chosen = useChosenColorScheme()
  const scheme = chosen === 'auto' ? preferred : chosen
  // Mantine's colours, on pages without a story too.
  useLayoutEffect(() => document.documentElement.setAttribute('data-mantine-color-scheme', scheme), [scheme])
  useEffect(stayAtHash, [context])
  return (
    <DocsContainer context={context} theme={themes[scheme]}>
      <style id="story-heights">{reservedHeights}</style>
      {children}
    </DocsContainer>
  )
}
