import type { EventStore } from 'react-pusher-kit/server'

/** What the suite knows of the store under test. */
export interface StoreUnderTest {
  store: EventStore
  cleanUp: () => Promise<void>
  /** Lets the webhooks with their lease, the occupied channels and the tasks be older. @defaultValue none: the store has none of them */
  age?: (ms: number) => Promise<void>
}

/** A store whose data several servers can hold open. */
export interface SharedStoreUnderTest extends StoreUnderTest {
  /** Opens the same data once more, as a second server does. */
  openAgain: () => Promise<EventStore>
}
