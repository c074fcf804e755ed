// Adds llms.txt, llms-full.txt and the pages that they link to at the root of the site.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { llmsTexts, shippedPages } from './llms-texts.mjs'

export function llmsPages(root) {
  const pages = () => ({
    ...llmsTexts(root, 'site'),
    ...Object.fromEntries(shippedPages(root).map((path) => [path, readFileSync(join(root, path), 'utf8')])),
  })
  return {
    name: 'llms-pages',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1)
        if (!/^(llms(-full)?\.txt|docs\/[\w-]+\.md)$/.test(name)) return next()
        const text = pages()[name]
        if (text === undefined) return next()
        response.setHeader('content-type', 'text/plain; charset=utf-8')
        return response.end(text)
      })
    },
    generateBundle() {
      for (const [fileName, source] of Object.entries(pages()))
        this.emitFile({ type: 'asset', fileName, source })
    },
  }
}
