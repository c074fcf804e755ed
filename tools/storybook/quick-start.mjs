// What keeps a Storybook in development from its first story: the files a browser has to load, and their weight.
import { directImports } from './direct-imports.mjs'

/** Dependencies come without their source maps: they are three quarters of what the browser would read. */
const dependenciesWithoutMaps = {
  name: 'dependencies-without-maps',
  apply: 'serve',
  transform: {
    filter: { id: /\/node_modules\// },
    handler: (code) => ({ code, map: { mappings: '' } }),
  },
}

/** Storybook packs what Vite answers, unless it is packed; to a browser on the same machine that only costs time. */
const unpackedAnswers = {
  name: 'unpacked-answers',
  configureServer(server) {
    server.middlewares.use((_request, response, next) => {
      response.setHeader('Content-Encoding', 'identity')
      next()
    })
  },
}

export const quickStart = (source) => [dependenciesWithoutMaps, unpackedAnswers, directImports(source)]
