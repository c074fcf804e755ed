import { pusherConfigFromEnv } from 'react-pusher-kit'

/** Of the page's address: `?dev-user=ana` makes a tab Ana, `?dev-user=` a guest. */
const parameter = 'dev-user'
/** Set while a tab is a user, and not the developer; who it is, the kit itself keeps. */
const storageKey = 'react-pusher-kit:console-has-user'

/** A user by id, a guest, or the developer. */
export type Choice = { id: string } | 'guest' | 'developer'

/** The `fetch` of a tab that is a user or a guest; null for the developer's, who goes by the token. */
export function fetchOfTab(): typeof globalThis.fetch | null {
  const isNamed = new URLSearchParams(location.search).has(parameter)
  if (!isNamed && !hasUser()) return null
  setHasUser(true)
  return pusherConfigFromEnv({ PUSHER_KEY: 'console', PUSHER_DEV: '1' }).fetch ?? null
}

/** Without `?dev-user=`, which would draw another guest at each reload. Call when the guest is drawn. */
export function keepGuest(): void {
  if (new URLSearchParams(location.search).get(parameter) === '') {
    history.replaceState(history.state, '', addressFor('developer'))
  }
}

/** This page's address, for a tab that is the choice. */
export function addressFor(choice: Choice): string {
  const url = new URL(location.href)
  if (choice === 'developer') url.searchParams.delete(parameter)
  else url.searchParams.set(parameter, choice === 'guest' ? '' : choice.id)
  return url.href
}

/** Makes this tab the choice, by loading the page anew. */
export function become(choice: Choice): void {
  if (choice === 'developer') setHasUser(false)
  // An address that differs behind the # alone would not be loaded.
  history.replaceState(null, '', addressFor(choice))
  location.reload()
}

function hasUser(): boolean {
  try {
    return sessionStorage.getItem(storageKey) !== null
  } catch {
    return false
  }
}

/** Where storage is forbidden, the address alone counts. */
function setHasUser(value: boolean): void {
  try {
    if (value) sessionStorage.setItem(storageKey, '1')
    else sessionStorage.removeItem(storageKey)
  } catch {
    // The address says it.
  }
}
