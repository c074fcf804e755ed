/**
 * `npm run bench:hooks`: the cost of one event with the hooks, compared with raw `channel.bind`, @laravel/echo-react and
 * @harelpls/use-pusher. All use the same fake socket in one run.
 */
import { openDom } from './dom.ts'

export async function main(): Promise<void> {
  openDom()
  // React needs a document when it is loaded.
  const { run } = await import('./rounds.ts')
  await run()
}
