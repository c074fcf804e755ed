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
 * The declaration that the address names, as `#Name` or as `#Name.member`. Storybook's manager has the address when the
 * page opens; the links of the page change that of its frame.
 */
export function useChosenName(): string {
  const [hash, setHash] = useState(() => readable(hashOfManager() ?? window.location.hash))
  useEffect(() => {
    const onHashChange = () => setHash(readable(window.location.hash))
    window.addEventListener('hashchange', onHashChange)
    return () => window.removeEventListener('hashchange', onHashChange)
  }, [])
  useEffect(() => {
    // The browser looked for it before it was there.
    if (hash !== '') document.getElementById(hash)?.scrollIntoView()
  }, [hash])
  return hash.split('.')[0] ?? ''
}
