import { useEffect } from 'react'

const badge = /^\(\d+\+?\) /u

/** Puts the number of unread notifications before the page's title, whatever title the app sets. */
export function useTitleBadge(unread: number, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined
    const plain = () => document.title.replace(badge, '')
    const show = () => {
      const title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${plain()}` : plain()
      if (document.title !== title) document.title = title
    }
    show()
    const observer = new MutationObserver(show)
    observer.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => {
      observer.disconnect()
      document.title = plain()
    }
  }, [unread, enabled])
}
