import { basename } from 'node:path'
import { CliError } from '../cli/cli-error.ts'
import { findConfigFile } from './config-file.ts'
import { errorMessage, errorPlace, filesNamedBy, placeText } from './error-place.ts'
import { configLoader } from './load-config.ts'
import type { ConfigLoader } from './load-config.ts'
import type { RealtimeConfig } from './realtime-config.ts'
import { watchFiles } from './watch-files.ts'

/** A loaded configuration file. */
export interface ConfigSource {
  file: string
  /** The configuration at startup. */
  config: RealtimeConfig
  /** The message for an error of the configuration, with file and line. */
  explain: (error: unknown) => CliError
  /** Applies the configuration whenever one of its files changes. Returns a function that stops it. */
  watch: (listener: ConfigListener) => () => void
}

export interface ConfigListener {
  /** Applies a configuration. When it rejects, the previous one stays in use. */
  apply: (config: RealtimeConfig) => Promise<void>
  /** Receives the messages about a change. */
  applied: (text: string) => void
  failed: (text: string) => void
}

/**
 * Loads the configuration of a folder; null when it has none.
 *
 * @param named - the value of `--config`
 * @throws CliError with the file and the line of the error
 */
export async function openConfig(folder: string, named: string | undefined): Promise<ConfigSource | null> {
  const file = findConfigFile(folder, named)
  if (file === null) return null
  const loader = configLoader(file)

  function explain(error: unknown): CliError {
    const place = placeText(errorPlace(error, file ?? folder), folder)
    // Errors of this package contain the remedy.
    const remedy = error instanceof CliError ? '' : '; mend it.'
    return new CliError(`${place}: ${errorMessage(error)}${remedy}`, error)
  }

  const readAfter = Date.now()
  try {
    const config = await loader.load()
    return { file, config, explain, watch: (listener) => watchConfig(loader, readAfter, explain, listener) }
  } catch (error) {
    throw explain(error)
  }
}

function watchConfig(
  loader: ConfigLoader,
  readAfter: number,
  explain: ConfigSource['explain'],
  { apply, applied, failed }: ConfigListener,
): () => void {
  let known = loader.files()
  let isLoading = false
  let isStale = false
  let isClosed = false

  async function reload(): Promise<void> {
    try {
      const config = await loader.load()
      if (isClosed) return
      await apply(config)
      known = loader.files()
      applied(`${basename(loader.file)} has changed and is in use. Connections and subscriptions stay.`)
    } catch (error) {
      // The next change fixes the new files, or restores the old ones.
      known = [...new Set([...known, ...loader.files(), ...filesNamedBy(error)])]
      if (!isClosed) failed(`${explain(error).message}\nThe last configuration that worked stays in use.`)
    }
  }

  /** One load at a time. Changes during a load cause another load. */
  async function onChange(): Promise<void> {
    isStale = true
    if (isLoading) return
    isLoading = true
    do {
      isStale = false
      const since = Date.now()
      await reload()
      files.set(isClosed ? [] : known, since)
    } while (isStale)
    isLoading = false
  }

  const files = watchFiles(() => void onChange())
  files.set(known, readAfter)
  return () => {
    isClosed = true
    files.close()
  }
}
