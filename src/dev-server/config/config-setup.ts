import { CliError } from '../cli/cli-error.ts'
import { demoSetup } from '../setup/serve-setup.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'
import { ConfigError } from './config-error.ts'
import { checkConfig } from './config-schema.ts'
import type { RealtimeConfig } from './realtime-config.ts'

/**
 * Creates the setup of a configuration. Missing settings are those of the demo, except channels, policies and
 * messages, which only the app declares.
 *
 * @throws ConfigError when it is not a valid configuration
 */
export function configSetup(config: RealtimeConfig, origins: readonly string[]): ServeSetup {
  checkConfig(config)
  const usual = demoSetup(origins)
  const { rateLimit = {}, retention = usual.retention } = config
  return {
    ...usual,
    mode: 'config',
    channels: config.channels ?? {},
    unknownEvents: config.unknownEvents ?? 'refuse',
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

/** Converts an error of the reference server about an option to an error about the configuration. */
export function configError(error: unknown): CliError {
  if (error instanceof CliError) return error
  const message = error instanceof Error ? error.message : 'Expected the configuration to be usable.'
  const [, name = ''] = /^Expected `([\w.]+)`/.exec(message) ?? []
  return new ConfigError(message, name === '' ? [] : name.split('.'), error)
}
