// What a server says that publishes without the package pusher, or stores without pg, as JSON.
import { pusher } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'

const words = (promise) =>
  promise.then(
    () => 'it worked',
    ({ message }) => message,
  )
const backend = pusher({ appId: '1', key: 'key', secret: 'secret', cluster: 'eu' })

console.log(
  JSON.stringify({
    pusher: await words(backend.send([{ channels: ['news'], event: 'line', data: '{}' }])),
    pg: await words(postgresStore({ connectionString: 'postgres://127.0.0.1/none' })),
  }),
)
