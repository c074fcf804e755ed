// Reduces the number and size of files that a browser loads before the first story of a Storybook in development.
import { directImports } from './direct-imports.mjs'

/** Removes the source maps of dependencies, which are three quarters of the data. */
const dependenciesWithoutMaps = {
  name: 'dependencies-without-maps',
  apply: 'serve',
  transform: {
    filter: { id: /\/node_modules\// },
    handler: (code) => ({ code, map: { mappings: '' } }),
  },
}

/** Prevents Storybook from compressing the responses of Vite, which only costs time on the same machine. */
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
