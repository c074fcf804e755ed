import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from './router.ts'

/** A link to another page of the Console, without a page load. Ctrl-click and similar open a new browser tab. */
export function PageLink({ href, children, ...rest }: ComponentProps<'a'> & { href: string }) {
  function open(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href)
  }
  return (
    <a href={href} onClick={open} {...rest}>
      {children}
    </a>
  )
}
