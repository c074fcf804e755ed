// `npm run screenshots [-- part of a story's id]`: every story in light and dark, as files in `screenshots/`, to look at.
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from './browser.mjs'

const built = fileURLToPath(new URL('../storybook-static', import.meta.url))
const target = fileURLToPath(new URL('../screenshots', import.meta.url))
const wanted = process.argv[2] ?? ''
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  const body = await readFile(join(built, pathname)).catch(() => null)
  response.writeHead(body ? 200 : 404, {
    'content-type': types[extname(pathname)] ?? 'application/octet-stream',
  })
  response.end(body ?? '')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${server.address().port}`

const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8'))
const stories = Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(wanted))
mkdirSync(target, { recursive: true })

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 720, height: 480 } })
  for (const { id } of stories) {
    await page.goto(`${address}/iframe.html?viewMode=story&id=${id}`)
    await page.waitForFunction(() => document.querySelector('#storybook-root')?.childElementCount)
    // Play functions run on; what they show is the state to look at.
    await page.waitForTimeout(1500)
    await page.screenshot({ path: join(target, `${id}-${colorScheme}.png`) })
  }
  await page.close()
}
await browser.close()
server.close()
console.log(`${stories.length * 2} screenshots in screenshots/`)
