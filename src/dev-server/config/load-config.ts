import { existsSync, readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { createJiti } from 'jiti'
import type { Jiti } from 'jiti'
import * as channels from '../../channels/index.ts'
import * as server from '../../server/index.ts'
import * as stores from '../../stores/index.ts'
import { CliError } from '../cli/cli-error.ts'
import { startDevServer } from '../start-dev-server.ts'
import { ConfigError } from './config-error.ts'
import { checkConfig, isThenable } from './config-schema.ts'
import { errorMessage, isAppFile } from './error-place.ts'
import { defineConfig } from './define-config.ts'
import type { RealtimeConfig } from './realtime-config.ts'

/**
 * Modules that the app and this process share, for example because an `HttpError` of a policy must be an instance of
 * the server's class.
 */
const virtualModules = {
  'react-pusher-kit/channels': channels,
  'react-pusher-kit/server': server,
  'react-pusher-kit/stores': stores,
  'react-pusher-kit/dev-server': { CliError, ConfigError, defineConfig, startDevServer },
}
/** Maximum time for loading a configuration, ms. */
const longestLoad = 10_000

/** Loads one configuration file, repeatedly. */
export interface ConfigLoader {
  file: string
  /**
   * Evaluates the file and the modules of the app that it imports.
   *
   * @throws ConfigError when it is not a valid configuration, or any error of its modules
   */
  load(): Promise<RealtimeConfig>
  /** The files of the app that the last load read. */
  files(): string[]
}

/** @param patience - maximum time for a load, ms */
export function configLoader(file: string, patience = longestLoad): ConfigLoader {
  let cache: Jiti['cache'] = {}
  let others = new Set<string>()

  const appFiles = () => Object.keys(cache).filter((name) => !others.has(name) && isAppFile(name))

  function loaderOf(): Jiti {
    const jiti = newJiti(file)
    if (others.size === 0) others = new Set(Object.keys(jiti.cache))
    cache = jiti.cache
    return jiti
  }

  async function load(): Promise<RealtimeConfig> {
    if (!existsSync(file)) {
      throw new ConfigError(`Expected ${basename(file)} to be there but it is gone; put it back.`, [])
    }
    const jiti = loaderOf()
    for (const name of appFiles()) delete cache[name]
    const exported = defaultOf(await evaluate(jiti, file))
    const config = isThenable(exported) ? await exported : exported
    checkConfig(config)
    return config as RealtimeConfig
  }

  return {
    file,
    load: () => inTime(load(), patience),
    files: () => [...new Set([file, ...appFiles()])],
  }
}

/**
 * Creates the loader with the paths of the app's tsconfig. It has no cache on disk, because other users could write to
 * it in a shared folder.
 */
function newJiti(file: string): Jiti {
  try {
    return createJiti(file, { fsCache: false, moduleCache: true, tsconfigPaths: true, virtualModules })
  } catch (error) {
    const message = `Expected tsconfig.json to be readable, for its paths, but got: ${errorMessage(error)} Fix it.`
    throw new ConfigError(message, [], error)
  }
}

/**
 * Evaluates every module as CommonJS, which can be removed from the cache, unless one of them has a top-level await.
 */
async function evaluate(jiti: Jiti, file: string): Promise<unknown> {
  try {
    return jiti(file)
  } catch (error) {
    if (!(error instanceof SyntaxError) || !error.message.startsWith('await is only valid')) throw error
  }
  return jiti.evalModule(readFileSync(file, 'utf8'), {
    filename: file,
    id: file,
    ext: extname(file),
    cache: jiti.cache,
    async: true,
    forceTranspile: true,
  })
}

/** @throws ConfigError when there is none */
function defaultOf(loaded: unknown): unknown {
  const isModule = typeof loaded === 'object' && loaded !== null
  const exported: unknown = isModule && 'default' in loaded ? loaded.default : loaded
  const isNothing = exported === undefined || (isModule && Object.keys(loaded).length === 0)
  const isNamed = isModule && exported === loaded && '__esModule' in loaded
  if (isNothing || isNamed) {
    throw new ConfigError(
      'Expected a default export but there is none; end the file with `export default defineConfig({ … })`.',
      [],
    )
  }
  return exported
}

function inTime<Value>(work: Promise<Value>, patience: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = () =>
      reject(
        new CliError(
          `Expected the configuration to load within ${patience / 1000} s but it still waits; ` +
            'do not wait for anything that may not respond, such as a server.',
        ),
      )
    const timer = setTimeout(late, patience)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
