import { CliError } from '../cli/cli-error.ts'
import { tokenOnly } from '../identity/identities-off.ts'
import { isLoopbackName } from '../http/loopback.ts'
import { openSetup } from './open-setup.ts'
import { demoSetup, type ServeSetup } from './serve-setup.ts'

export interface SetupChoice {
  /** The address to listen on. */
  host: string
  /** True when `PUSHER_…` configures a backend other than this server. */
  hasOutside: boolean
  requireToken: boolean
  origins: readonly string[]
  /** From the configuration file; null without one. */
  config: ServeSetup | null
}

/**
 * The setup at startup. Open mode exists only on loopback, with the embedded hub and without a configuration.
 *
 * @throws CliError when other machines could reach a server without credentials
 */
export function chooseSetup({ host, hasOutside, requireToken, origins, config }: SetupChoice): ServeSetup {
  if (config) return config
  if (requireToken) return demoSetup(origins)
  if (!isLoopbackName(host)) {
    throw new CliError(
      `Expected --config or --require-token with --host ${host}, because other machines reach that address, but got ` +
        'neither; name a configuration, or ask for the token.',
    )
  }
  return hasOutside ? demoSetup(origins) : openSetup(origins)
}

/** The same setup, in which requests without a token of the dev server or of the app have no user. */
export function withoutIdentities(setup: ServeSetup): ServeSetup {
  return setup.authenticate ? setup : { ...setup, authenticate: tokenOnly }
}
