// Serves a folder as an npm registry on a loopback port: `node registry.mjs VERDACCIO_FOLDER CONFIG_FILE`.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [verdaccio, config] = process.argv.slice(2)
const { runServer } = createRequire(join(verdaccio, 'package.json'))('verdaccio')
const server = await runServer(config)
server.listen(0, '127.0.0.1', () => console.log(`registry: http://127.0.0.1:${server.address().port}`))
