import { CliError } from '../cli/cli-error.ts'
import { demoSetup } from '../setup/serve-setup.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'
import { ConfigError } from './config-error.ts'
import { checkConfig } from './config-schema.ts'
import type { RealtimeConfig } from './realtime-config.ts'

/**
 * What the dev server runs of a configuration. What that leaves out is what the demo has, but channels, policies and
 * messages: these are the app's own or none.
 *
 * @throws ConfigError when it is no configuration
 */
export function configSetup(config: RealtimeConfig, origins: readonly string[]): ServeSetup {
  checkConfig(config)
  const usual = demoSetup(origins)
  const { rateLimit = {}, retention = usual.retention } = config
  return {
    ...usual,
    mode: 'config',
    channels: config.channels ?? {},
    authorize: config.authorize ?? {},
    authenticate: config.authenticate ?? null,
    messages: config.messages,
    onWebhook: config.onWebhook,
    retention,
    limits: config.limits ?? {},
    rateLimit: rateLimit && usual.rateLimit && { ...usual.rateLimit, ...rateLimit },
    users: config.users ?? null,
    encryptionMasterKey: config.encryptionMasterKey ?? null,
    webhooks: config.webhooks ?? [],
  }
}

/** An error of the reference server about an option, as one of the configuration that the option is from. */
export function configError(error: unknown): CliError {
  if (error instanceof CliError) return error
  const message = error instanceof Error ? error.message : 'Expected the configuration to be usable.'
  const [, name = ''] = /^Expected `([\w.]+)`/.exec(message) ?? []
  return new ConfigError(message, name === '' ? [] : name.split('.'), error)
}
