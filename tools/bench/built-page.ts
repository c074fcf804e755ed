import react from '@vitejs/plugin-react'
import { type Browser, chromium } from 'playwright'
import { build, preview } from 'vite'
import { browserArguments, ensureBrowser } from '../browser/browser.mjs'
import { postcss } from '../vite/postcss.mjs'
import { sourceAlias } from '../vite/source-alias.mjs'

/** Builds `tools/bench/{name}/page` for production, serves it on the loopback address and opens a Chromium for it. */
export async function withBuiltPage(
  name: string,
  run: (browser: Browser, url: string) => Promise<void>,
): Promise<void> {
  const root = process.cwd()
  const outDir = `${root}/node_modules/.cache/bench/${name}-page`
  await build({
    root: `${root}/tools/bench/${name}/page`,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    css: { postcss },
    resolve: { alias: sourceAlias },
    build: { outDir, emptyOutDir: true },
  })
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  })
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
  try {
    await run(browser, server.resolvedUrls?.local[0] ?? '')
  } finally {
    await browser.close()
    await server.close()
  }
}
