import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from './router.ts'

/** A link to another page of the Console: it opens without loading, in a new tab of the browser where one asks for it. */
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
