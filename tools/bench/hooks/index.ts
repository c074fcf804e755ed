/**
 * What one event costs through the hooks: beside raw `channel.bind`, @laravel/echo-react and
 * @harelpls/use-pusher, all fed by the same fake socket in one run. `npm run bench:hooks`
 */
import { openDom } from './dom.ts'

export async function main(): Promise<void> {
  openDom()
  // React looks for a document as it is loaded.
  const { run } = await import('./rounds.ts')
  await run()
}
