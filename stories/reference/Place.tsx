import { DocsContext } from '@storybook/addon-docs/blocks'
import { createContext, type MouseEvent, type ReactNode, useContext } from 'react'
import { NAVIGATE_URL } from 'storybook/internal/core-events'
import { declarationOf, placeOf } from './lookup.ts'

/** Tells which declarations are on the page that a reader is on. */
const PageContext = createContext<(id: string) => boolean>(() => false)

export const PageProvider = PageContext.Provider

interface PlaceProps {
  /** Id of a declaration. */
  to: string
  children: ReactNode
}

/** A link to a declaration. */
export function Place({ to, children }: PlaceProps): ReactNode {
  const isHere = useContext(PageContext)(to)
  return <Anchor href={isHere ? `#${declarationOf(to).name}` : placeOf(to)}>{children}</Anchor>
}

interface AnchorProps {
  href: string
  /** Whether it leads to what is shown. @defaultValue false */
  isCurrent?: boolean
  children: ReactNode
}

/** A link within the Storybook: its frame is told, so that the address bar shows where the reader is. */
export function Anchor({ href, isCurrent = false, children }: AnchorProps): ReactNode {
  const { channel } = useContext(DocsContext) ?? {}
  const follow = (event: MouseEvent): void => {
    const isPlain = event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (!channel || !isPlain) return
    if (!href.startsWith('#')) event.preventDefault()
    channel.emit(NAVIGATE_URL, href)
  }
  return (
    <a
      href={href}
      target={href.startsWith('#') ? '_self' : '_top'}
      aria-current={isCurrent || undefined}
      onClick={follow}
    >
      {children}
    </a>
  )
}
