// What a server says that is set up to publish without the package pusher, or stores without pg, as JSON.
import { pusher } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'

const words = async (start) => {
  try {
    await start()
    return 'it worked'
  } catch ({ message }) {
    return message
  }
}

console.log(
  JSON.stringify({
    pusher: await words(() => pusher({ appId: '1', key: 'key', secret: 'secret', cluster: 'eu' })),
    pg: await words(() => postgresStore({ connectionString: 'postgres://127.0.0.1/none' })),
  }),
)
