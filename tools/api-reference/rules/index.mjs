// The rules for comments of the public API. CONTRIBUTING.md describes them.
import { codes } from './codes.mjs'
import { defaults } from './defaults.mjs'
import { entryPoints } from './entry-points.mjs'
import { errors } from './errors.mjs'
import { examples } from './examples.mjs'
import { links } from './links.mjs'
import { members } from './members.mjs'
import { sources } from './sources.mjs'
import { summaries } from './summaries.mjs'
import { syntax } from './syntax.mjs'
import { units } from './units.mjs'

export const rules = {
  entryPoints,
  summaries,
  members,
  defaults,
  units,
  errors,
  codes,
  sources,
  links,
  examples,
  syntax,
}
