import { pusherConfigFromEnv } from 'react-pusher-kit'

/** Query parameter of the page: with `?dev-user=ana` the tab acts as Ana, with `?dev-user=` as a guest. */
const parameter = 'dev-user'
/** Storage key that is set while a tab acts as a user and not as the developer. The kit stores the user. */
const storageKey = 'react-pusher-kit:console-has-user'

/** A user by id, a guest, or the developer. */
export type Choice = { id: string } | 'guest' | 'developer'

/** The `fetch` of a tab that acts as a user or guest; null for the developer's tab, which uses the token. */
export function fetchOfTab(): typeof globalThis.fetch | null {
  const isNamed = new URLSearchParams(location.search).has(parameter)
  if (!isNamed && !hasUser()) return null
  setHasUser(true)
  return pusherConfigFromEnv({ PUSHER_KEY: 'console', PUSHER_DEV: '1' }).fetch ?? null
}

/** Removes `?dev-user=`, which would create another guest at each reload. Call it after the guest is created. */
export function keepGuest(): void {
  if (new URLSearchParams(location.search).get(parameter) === '') {
    history.replaceState(history.state, '', addressFor('developer'))
  }
}

/** The URL of this page for a tab that acts as the choice. */
export function addressFor(choice: Choice): string {
  const url = new URL(location.href)
  if (choice === 'developer') url.searchParams.delete(parameter)
  else url.searchParams.set(parameter, choice === 'guest' ? '' : choice.id)
  return url.href
}

/** Switches this tab to the choice by reloading the page. */
export function become(choice: Choice): void {
  if (choice === 'developer') setHasUser(false)
  // The browser does not load a URL that differs in its hash only.
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

/** Without access to the storage, only the URL determines the user. */
function setHasUser(value: boolean): void {
  try {
    if (value) sessionStorage.setItem(storageKey, '1')
    else sessionStorage.removeItem(storageKey)
  } catch {
    // The URL contains the user.
  }
}
