import type { EventLog, LogExportOptions } from '../../../index.ts'

const extensions = { text: 'log', ndjson: 'ndjson', csv: 'csv' } as const

/** How long a browser may take to start a download, ms. */
const urlLifetime = 40_000

/** Downloads a log as a file. */
export async function downloadLog(log: EventLog, options: LogExportOptions): Promise<void> {
  const url = URL.createObjectURL(await log.export(options))
  const link = document.createElement('a')
  link.href = url
  link.download = `log-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${extensions[options.format]}`
  link.click()
  // Safari reads the URL some time after the click.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, urlLifetime)
}
