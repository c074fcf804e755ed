import { basename } from 'node:path'
import { printable } from '../../../server/internal.ts'
import { openConfig } from '../../config/config-source.ts'
import { CliError } from '../cli-error.ts'
import { asyncApiOf } from './async-api.ts'
import { markdownOf } from './markdown.ts'

export interface ChannelsFlags {
  format: 'asyncapi' | 'markdown'
  /** The file with the declaration. If undefined, realtime.config in this folder. */
  config: string | undefined
}

/**
 * `react-pusher-kit channels`: prints the declaration of the configuration, and warns on standard error about payloads
 * without a JSON Schema.
 *
 * @throws CliError when there is no declaration
 */
export async function printChannels({ format, config: named }: ChannelsFlags): Promise<number> {
  const folder = process.cwd()
  const source = await openConfig(folder, named)
  const channels = source?.config.channels
  if (!channels || Object.keys(channels).length === 0) {
    const where = source ? basename(source.file) : 'realtime.config.ts of this folder'
    throw new CliError(
      `Expected \`channels\` in ${where} but there are none; add what defineChannels() returns, or name a file with --config.`,
    )
  }
  const found =
    format === 'markdown'
      ? markdownOf(channels)
      : asyncApiOf(channels, { title: basename(folder), version: '0.0.0' })
  for (const untyped of found.untyped) {
    process.stderr.write(
      `react-pusher-kit: ${printable(untyped)} has no JSON Schema, so its payload is {}; ` +
        'declare it with zod, arktype or another schema that has one.\n',
    )
  }
  process.stdout.write('text' in found ? found.text : `${JSON.stringify(found.document, null, 2)}\n`)
  return 0
}
