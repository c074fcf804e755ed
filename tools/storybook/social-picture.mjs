// `node tools/storybook/social-picture.mjs`: the picture of a link to the Storybook, made of the README's picture.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from '../browser/browser.mjs'
import { socialPicture } from './site-head.mjs'

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const picture = readFileSync(path('docs/console-light.png')).toString('base64')
const { width, height, file } = socialPicture
const html = `<!doctype html><style>
  body { margin: 0; height: ${height}px; overflow: hidden; background: #1a1b2e; color: #fff; font-family: 'Open Sans', sans-serif }
  h1 { margin: 56px 64px 8px; font-size: 68px; letter-spacing: -1px }
  p { margin: 0 64px; font-size: 31px; line-height: 1.4; color: #c9cbe0 }
  img { position: absolute; top: 262px; left: 64px; width: 1072px; border-radius: 16px; box-shadow: 0 12px 48px #0008 }
</style>
<h1>react-pusher-kit</h1>
<p>React hooks and components for Pusher Channels, with a mock and a local server that implement the protocol.</p>
<img src="data:image/png;base64,${picture}" />`

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
const page = await browser.newPage({ viewport: { width, height } })
await page.setContent(html)
await page.evaluate(() => document.fonts.ready)
mkdirSync(path('.storybook/public'), { recursive: true })
await page.screenshot({ path: path(`.storybook/public/${file}`) })
await browser.close()
