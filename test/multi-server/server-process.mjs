// Serves the server of a file on a free port: node server-process.mjs <folder of the built kit> <file> <settings as JSON>
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'

const [kit, file, settings] = process.argv.slice(2)
const [{ createServer }, server, stores] = await Promise.all([
  import(pathToFileURL(file).href),
  import(pathToFileURL(`${kit}/server.js`).href),
  import(pathToFileURL(`${kit}/stores.js`).href),
])
/** Lines of the log go to the test. */
const log = (level, message, details) => process.send({ line: { level, message, details } })
const app = await createServer({ ...server, ...stores }, { ...JSON.parse(settings), log })
const http = serve({
  port: 0,
  hostname: '127.0.0.1',
  // Else a busy machine sends a request on a connection that the server is closing.
  serverOptions: { keepAliveTimeout: 600_000 },
  fetch: (request, { incoming }) => app.fetch(request, { address: incoming.socket.remoteAddress }),
})
http.once('listening', () => process.send({ port: http.address().port }))
// Without the test there is nothing to serve.
process.once('disconnect', () => process.exit())
process.once('SIGTERM', async () => {
  http.closeAllConnections()
  await app.close()
  process.exit()
})
