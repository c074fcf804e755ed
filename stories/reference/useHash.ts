import { useEffect, useState } from 'react'

/** Null where the page stands alone, or in a frame of another origin. */
function hashOfManager(): string | null {
  try {
    return window.parent === window ? null : window.parent.location.hash
  } catch {
    return null
  }
}

const readable = (hash: string) => decodeURIComponent(hash.slice(1))

/**
 * What the address names on the page, such as `Name` or `Name.member`. Storybook's manager has the address when the page
 * opens; the links of the page change that of its frame.
 */
export function useHash(): string {
  const [hash, setHash] = useState(() => readable(hashOfManager() ?? window.location.hash))
  useEffect(() => {
    const onHashChange = () => setHash(readable(window.location.hash))
    window.addEventListener('hashchange', onHashChange)
    return () => window.removeEventListener('hashchange', onHashChange)
  }, [])
  return hash
}

/** Scrolls to an element that was not there yet when the browser looked for it. */
export function useScrollTo(name: string): void {
  useEffect(() => {
    if (name !== '') document.getElementById(name)?.scrollIntoView()
  }, [name])
}
