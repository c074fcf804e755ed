// `npm run llms`: writes llms.txt at the root of the package. The build runs it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { llmsTexts } from './llms-texts.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
for (const [name, text] of Object.entries(llmsTexts(root, 'package'))) writeFileSync(`${root}${name}`, text)
