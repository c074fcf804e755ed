// A static folder on a port of its own, for a browser that is driven by a script or a test.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** @returns {Promise<{ address: string, close: () => void }>} */
export async function serveFolder(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const body = await readFile(
      join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname),
    ).catch(() => null)
    response.writeHead(body ? 200 : 404, {
      'content-type': types[extname(pathname) || '.html'] ?? 'application/octet-stream',
      // A page that is opened again is not compiled again.
      'cache-control': 'max-age=600',
    })
    response.end(body ?? '')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
