import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, build, preview, type InlineConfig } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A React app of these files, served by Vite from a folder of its own. */
export interface TemporaryApp {
  /** Starts Vite's dev server, or builds and serves the result; the answer is the address. */
  serve(mode: 'development' | 'production'): Promise<string>
  /** Saves a file again with some texts replaced, as an editor does. */
  edit(file: string, replacements: Readonly<Record<string, string>>): void
  remove(): Promise<void>
}

export function createTemporaryApp(files: Readonly<Record<string, string>>): TemporaryApp {
  // Outside of `node_modules`, which Vite does not watch.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'temporary-app-')))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const page = '<div id="root"></div><script type="module" src="/main.tsx"></script>'
  for (const [file, text] of Object.entries({ 'index.html': page, ...files })) {
    writeFileSync(join(folder, file), text)
  }
  const config: InlineConfig = {
    configFile: false,
    root: folder,
    logLevel: 'error',
    cacheDir: join(folder, '.vite'),
    plugins: [react()],
    resolve: { alias: [{ find: /^react-pusher-kit$/, replacement: join(root, 'src/index.ts') }] },
    optimizeDeps: {
      include: ['react', 'react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'pusher-js'],
    },
    server: { host: '127.0.0.1', port: 0, fs: { allow: [root] } },
    preview: { host: '127.0.0.1', port: 0 },
  }
  const servers: { close: () => Promise<unknown> }[] = []
  return {
    async serve(mode) {
      if (mode === 'production') await build({ ...config, mode })
      const server = mode === 'production' ? await preview({ ...config, mode }) : await createServer(config)
      servers.push(server)
      if ('listen' in server) await server.listen()
      const address = server.httpServer?.address()
      if (typeof address !== 'object' || !address) throw new Error('Expected Vite to listen but it does not')
      return `http://127.0.0.1:${address.port}`
    },
    edit(file, replacements) {
      const path = join(folder, file)
      let text = readFileSync(path, 'utf8')
      for (const [from, to] of Object.entries(replacements)) {
        if (!text.includes(from)) throw new Error(`Expected ${file} to contain "${from}" but got:\n${text}`)
        text = text.replace(from, to)
      }
      writeFileSync(path, text)
    },
    async remove() {
      for (const server of servers) await server.close()
      rmSync(folder, { recursive: true })
    },
  }
}
