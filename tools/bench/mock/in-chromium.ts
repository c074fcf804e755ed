import { readFileSync } from 'node:fs'
import { chromium } from 'playwright'
import { build } from 'vite'

const outDir = 'node_modules/.cache/bench/browser'

/** Bundles the test bodies and times them in Chromium. */
export async function timeInChromium(runs: number): Promise<Record<string, number[]>> {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^react-pusher-kit\/(.+)$/, replacement: `${process.cwd()}/src/$1.ts` }] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      lib: {
        entry: 'tools/bench/mock/browser.ts',
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'browser.js',
      },
    },
  })
  const { browserArguments, findBrowser } = (await import(
    /* @vite-ignore */ `${process.cwd()}/tools/browser/browser.mjs`
  )) as { browserArguments: string[]; findBrowser: () => Promise<string | undefined> }
  const executablePath = await findBrowser()
  const browser = await chromium.launch({
    args: browserArguments,
    ...(executablePath ? { executablePath } : {}),
  })
  const page = await browser.newPage()
  await page.addScriptTag({ content: readFileSync(`${outDir}/browser.js`, 'utf8') })
  const samples = await page.evaluate((count) => window.timeInBrowser(count), runs)
  await browser.close()
  return samples
}
