// `npm run dev`: the console with hot reload, and a dev server that runs from the sources.
import { fileURLToPath } from 'node:url'
import { createServer, runnerImport } from 'vite'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const routes = ['/api', '/pusher', '/dev-config.json', '/dev-log']

async function start() {
  const sources = await runnerImport(path('../src/dev-server.ts'), { configFile: false, root: path('..') })
  const devServer = await sources.module.startDevServer({
    port: Number(process.env.PORT ?? 8000),
    data: path('../.data'),
  })
  const vite = await createServer({
    configFile: path('../examples/console/vite.config.ts'),
    server: {
      proxy: {
        ...Object.fromEntries(routes.map((route) => [route, { target: devServer.url, changeOrigin: true }])),
        // The Console's routes accept only the page of the server itself.
        '/dev-console': {
          target: devServer.url,
          changeOrigin: true,
          ws: true,
          headers: { origin: devServer.url },
          configure: (proxy) => proxy.on('proxyReq', (request) => request.removeHeader('sec-fetch-site')),
        },
      },
    },
  })
  await vite.listen()
  console.log(`The console with hot reload; the dev server listens on ${devServer.url}`)
  vite.printUrls()

  async function stop() {
    await vite.close()
    await devServer.close()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

try {
  await start()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
