// Imports every entry with code in it; prints what each had to say, as JSON.
import { readFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync('node_modules/react-pusher-kit/package.json', 'utf8'))
const answers = {}
for (const [entry, target] of Object.entries(manifest.exports)) {
  if (!target.default?.endsWith('.js')) continue
  answers[entry] = await import(`react-pusher-kit${entry.slice(1)}`).then(
    () => 'imported',
    ({ code, message }) => `${code}: ${message}`,
  )
}
console.log(JSON.stringify(answers))
