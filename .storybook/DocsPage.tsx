import './docs-page.css'
import { useColorScheme } from '@mantine/hooks'
import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import { type PropsWithChildren, useLayoutEffect } from 'react'
import { themes } from 'storybook/theming'
import { useChosenColorScheme } from './color-scheme.ts'

/** Pages follow the switch of the colour scheme as stories do. */
export default function DocsPage({ context, children }: PropsWithChildren<DocsContainerProps>) {
  const preferred = useColorScheme('light', { getInitialValueInEffect: false })
  const chosen = useChosenColorScheme()
  const scheme = chosen === 'auto' ? preferred : chosen
  // Mantine's colours, on pages without a story too.
  useLayoutEffect(() => document.documentElement.setAttribute('data-mantine-color-scheme', scheme), [scheme])
  return (
    <DocsContainer context={context} theme={themes[scheme]}>
      {children}
    </DocsContainer>
  )
}
