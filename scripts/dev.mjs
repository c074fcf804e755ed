// `npm run dev`: the console with hot reload, beside a dev server that runs from the sources.
import { fileURLToPath } from 'node:url'
import { createServer, runnerImport } from 'vite'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const port = Number(process.env.PORT ?? 8000)

const { module } = await runnerImport(path('../src/dev-server.ts'), { configFile: false, root: path('..') })
const devServer = await module.startDevServer({ port, data: path('../.data') })

const vite = await createServer({
  configFile: path('../examples/console/vite.config.ts'),
  server: {
    proxy: Object.fromEntries(
      ['/api', '/pusher', '/dev-config.json'].map((route) => [
        route,
        { target: devServer.url, changeOrigin: true },
      ]),
    ),
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
