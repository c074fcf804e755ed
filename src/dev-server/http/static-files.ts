import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

const notBuilt = `<!doctype html><title>react-pusher-kit</title>
<p>The dev server is running. The console is not built yet: <code>npm run build</code> builds it.</p>`

/** Paths of the console's page. */
const pagePath = /^\/(?:index\.html)?$/

/** Serves the files of a folder for GET requests, and `index.html` for the paths of the page. */
export function staticFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const path = isRead ? filePath(folder, pathname) : null
    if (path === null) return notFound(request.method, pathname)
    const isPage = extname(path) === '.html'
    const body = await readFile(path).catch(() => null)
    if (!body) return isPage ? html(notBuilt) : notFound(request.method, pathname)
    // Vite adds a hash of the content to all file names except those of pages.
    const cacheControl = isPage ? 'no-cache' : 'public, max-age=3600'
    const type = types[extname(path)] ?? 'application/octet-stream'
    return new Response(new Uint8Array(body), {
      headers: { 'content-type': type, 'cache-control': cacheControl, 'x-content-type-options': 'nosniff' },
    })
  }
}

/** Null for paths that belong neither to the page nor to a file, and for those outside the folder. */
function filePath(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const isPage = pagePath.test(decoded)
  if (!isPage && extname(decoded) === '') return null
  const path = normalize(join(folder, isPage ? 'index.html' : decoded))
  return path.startsWith(folder + sep) ? path : null
}

function notFound(method: string, path: string): Response {
  const error = `There is no ${method} ${path}.`
  return Response.json({ error, code: 'not_found' }, { status: 404 })
}

function html(body: string): Response {
  return new Response(body, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}
