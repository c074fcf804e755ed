import { defineBrowserProvider } from '@vitest/browser'
import type { Engine, Preferences } from './engine.ts'
import { type EngineName, launchEngine } from './installed.ts'

declare module 'vitest/node' {
  interface BrowserCommandContext {
    /** Of the provider `system`. */
    engine?: Engine
  }
}

/** A Vitest browser provider over the engines of this machine: it opens the page and closes it. */
export const systemBrowser = (options: Preferences = {}) =>
  defineBrowserProvider({
    name: 'system',
    supportedBrowser: ['firefox', 'webkit'],
    options,
    providerFactory(project) {
      const name = project.config.browser.name as EngineName
      let engine: Engine | undefined
      return {
        name: 'system',
        supportsParallelism: false,
        getCommandsContext: () => ({ engine }),
        async openPage(_sessionId, url) {
          await engine?.close()
          engine = await launchEngine(name, options)
          console.log(`${name} ${engine.version}`)
          await engine.open(url)
        },
        close: () => engine?.close(),
      }
    },
  })
