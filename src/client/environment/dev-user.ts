import { isLoopbackUrl } from './loopback-url.ts'

/** Read by the dev server only: `user:ana`, or `guest:amber-fox-4821`. */
const header = 'x-pusher-kit-dev-user'
/** URL parameter: `?dev-user=ana` makes the tab the user `ana`, `?dev-user=` a guest again. */
const parameter = 'dev-user'
const storageKey = 'react-pusher-kit:dev-user'
/** ms that a reloaded page waits for the previous page to release its guest's lock. */
const lockTimeout = 1000
/** Maximum number of tries to find a name that no other tab uses. After that, only the number differs. */
const maxDraws = 50

const kinds = (
  'amber azure birch brave bright calm cedar clever coral crimson dapper eager fern gentle golden happy ' +
  'indigo ivory jade jolly keen lilac lucky maple mellow merry noble olive proud quick rosy silver'
).split(' ')
const animals = (
  'badger bear beaver bison crane deer dolphin eagle falcon ferret finch fox gecko hare hawk heron ' +
  'koala lemur lion lynx marten mole otter owl panda puffin raven robin seal stork swan tiger'
).split(' ')

/** On `globalThis`, because entry points that are bundled separately must share the page's identity. */
const shared = globalThis as { [identity: symbol]: Promise<string> | undefined }
const identityKey = Symbol.for('react-pusher-kit.dev-user')

/** `fetch` that sends the tab's identity to servers on this machine. Other requests are unchanged. */
export async function fetchAsDevUser(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = typeof input === 'string' || input instanceof URL ? input : input.url
  if (!isLoopbackUrl(new URL(url, location.href).href)) return globalThis.fetch(input, init)
  const identity = await (shared[identityKey] ??= identityOfTab())
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set(header, identity)
  return globalThis.fetch(input, { ...init, headers })
}

async function identityOfTab(): Promise<string> {
  const named = new URLSearchParams(location.search).get(parameter)
  if (named) return keep(`user:${encodeURIComponent(named)}`)
  const kept = named === '' ? null : read()
  if (kept?.startsWith('user:')) return kept
  // A duplicated tab copies the session storage, but not the lock.
  if (kept && (await lockGuest(kept, { signal: AbortSignal.timeout(lockTimeout) }))) return kept
  for (let draw = 0; draw < maxDraws; draw++) {
    const guest = drawGuest()
    if (await lockGuest(guest, { ifAvailable: true })) return keep(guest)
  }
  return keep(drawGuest())
}

/**
 * Locks a guest's name while the page is open. Without Web Locks, which require a secure context, duplicated tabs are
 * the same guest.
 */
function lockGuest(guest: string, options: LockOptions): Promise<boolean> {
  // The name without its number, so that two tabs of a browser never show the same name.
  const name = `react-pusher-kit:${guest.replace(/-\d+$/, '')}`
  const { locks } = navigator as { locks?: LockManager | null }
  if (!locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    locks
      .request(name, options, (lock) => {
        resolve(lock !== null)
        return lock && new Promise(() => {})
      })
      .catch(() => resolve(false))
  })
}

function drawGuest(): string {
  const [kind = 0, animal = 0, number = 0] = crypto.getRandomValues(new Uint32Array(3))
  const name = `${kinds[kind % kinds.length]}-${animals[animal % animals.length]}`
  return `guest:${name}-${1000 + (number % 9000)}`
}

function read(): string | null {
  try {
    const kept = sessionStorage.getItem(storageKey)
    return kept !== null && /^(?:user|guest):[\w.!~*'()%-]{1,400}$/.test(kept) ? kept : null
  } catch {
    return null
  }
}

/** Stores the identity. Without session storage, a tab is another guest after a reload. */
function keep(identity: string): string {
  try {
    sessionStorage.setItem(storageKey, identity)
  } catch {
    // Session storage is not available.
  }
  return identity
}
