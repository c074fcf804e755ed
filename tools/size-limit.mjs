// The budgets of size-limit.json, measured as production bundles: with the condition `production`, which Vite and webpack
// set and esbuild does not, so that `#texts` is the module with short texts.
import { readFileSync } from 'node:fs'

const budgets = JSON.parse(readFileSync(new URL('size-limit.json', import.meta.url), 'utf8'))

export default budgets.map((budget) => ({
  ...budget,
  modifyEsbuildConfig: (config) => ({ ...config, conditions: ['production', 'module'] }),
}))
