import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

function changed(): void {
  for (const listener of listeners) listener()
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

/** The query of the page's URL. */
export function useQuery(): URLSearchParams {
  const search = useSyncExternalStore(subscribe, () => location.search)
  return new URLSearchParams(search)
}

/** Every page keeps the user of the tab, and the token in the hash on another machine. */
const kept = ['dev-user']

/** The URL of another page of the Console. */
export function addressOf(path: string, query: Readonly<Record<string, string>> = {}): string {
  const present = new URLSearchParams(location.search)
  const next = new URLSearchParams(query)
  for (const name of kept) {
    const value = present.get(name)
    if (value !== null) next.set(name, value)
  }
  const search = next.toString()
  return `${path}${search === '' ? '' : `?${search}`}${location.hash}`
}

/** Opens a page without reloading the Console. @param address - from {@link addressOf} */
export function navigate(address: string): void {
  history.pushState(null, '', address)
  changed()
}

/** Sets one parameter in the query of the URL; an empty value removes it. */
export function setField(name: string, value: string): void {
  const query = new URLSearchParams(location.search)
  if (value === '') query.delete(name)
  else query.set(name, value)
  replaceQuery(query)
}

/** Replaces the query of the URL, without a history entry. */
export function replaceQuery(query: URLSearchParams): void {
  const search = query.toString()
  history.replaceState(
    history.state,
    '',
    `${location.pathname}${search === '' ? '' : `?${search}`}${location.hash}`,
  )
  changed()
}
