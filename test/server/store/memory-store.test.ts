import { memoryStore } from 'react-pusher-kit/server'
import { eventStoreContract } from '../../stores/event-store-contract.ts'

eventStoreContract(async () => {
  const store = memoryStore()
  return { store, cleanUp: () => store.close() }
})
