// Serves a static folder on a free port, for a browser that a script or test controls.
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

/**
 * @param {string} folder
 * @param {string} [base] - the path below which its files are, with a slash at both ends; elsewhere there is nothing
 * @returns {Promise<{ address: string, close: () => void }>} the address has no slash at its end
 */
export async function serveFolder(folder, base = '/') {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const name = pathname.startsWith(base) ? pathname.slice(base.length) : null
    const body =
      name === null
        ? null
        : await readFile(join(folder, name === '' || name.endsWith('/') ? `${name}index.html` : name)).catch(
            () => null,
          )
    response.writeHead(body ? 200 : 404, {
      'content-type': types[extname(pathname) || '.html'] ?? 'application/octet-stream',
      // Cached, so that a page that is opened again is not compiled again.
      'cache-control': 'max-age=600',
    })
    response.end(body ?? '')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}${base.slice(0, -1)}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
