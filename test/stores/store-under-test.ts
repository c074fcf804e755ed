import type { EventStore } from 'react-pusher-kit/server'

/** What the suite knows of the store under test. */
export interface StoreUnderTest {
  store: EventStore
  cleanUp: () => Promise<void>
}

/** A store whose data several servers can hold open. */
export interface SharedStoreUnderTest extends StoreUnderTest {
  /** Opens the same data once more, as a second server does. */
  openAgain: () => Promise<EventStore>
}
