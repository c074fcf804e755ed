// The last step of `npm run build:storybook`: a service worker for readers without a network and, if SITE_URL has the
// address that the site gets, sitemap.xml.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addressOf } from './site-head.mjs'

const workerFile = 'service-worker.js'
/** Read by programs, not by people. */
const forPrograms = /^(llms.*\.txt|docs\/.*|sitemap\.xml|social\.png|service-worker\.js)$|\.map$/

/** The files of the site that a reader may need, by their path in it. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile() && !forPrograms.test(path))
    .toSorted()
}

/** Answers from the network, and from the copies only without one: a reader never sees an old page. */
function workerOf(folder) {
  const files = filesOf(folder)
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)))
  const version = hash.digest('hex').slice(0, 16)
  return `const version = ${JSON.stringify(version)}
const files = ${JSON.stringify(['./', ...files])}

addEventListener('install', (event) => {
  skipWaiting()
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(files)))
})

addEventListener('activate', (event) => {
  const removeOld = async () => {
    const names = await caches.keys()
    await Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name)))
    await clients.claim()
  }
  event.waitUntil(removeOld())
})

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return
  const copy = () => caches.match(request, { ignoreSearch: true }).then((found) => found ?? Response.error())
  event.respondWith(fetch(request).catch(copy))
})
`
}

function sitemapOf(folder, siteUrl) {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
  const pages = Object.values(entries).filter(({ type }) => type === 'docs')
  const urls = pages.map(
    ({ id }) => `  <url><loc>${new URL(`?path=/docs/${id}`, addressOf(siteUrl))}</loc></url>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`
}

/**
 * Completes a built Storybook.
 *
 * @param {string} folder
 * @param {string | undefined} siteUrl - without it there is no sitemap, because one needs whole addresses
 */
export function completeSite(folder, siteUrl) {
  writeFileSync(join(folder, workerFile), workerOf(folder))
  if (siteUrl) writeFileSync(join(folder, 'sitemap.xml'), sitemapOf(folder, siteUrl))
}

const [, script = ''] = process.argv
if (fileURLToPath(import.meta.url) === script)
  completeSite(fileURLToPath(new URL('../../storybook-static', import.meta.url)), process.env.SITE_URL)
