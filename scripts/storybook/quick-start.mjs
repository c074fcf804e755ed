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

export const quickStart = (source) => [dependenciesWithoutMaps, directImports(source)]
