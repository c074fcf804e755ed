// The page that shows all screenshots, with the schemes side by side.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const picture = ({ id, name }, scheme) =>
  `<a href="${id}-${scheme}.png"><img src="${id}-${scheme}.png" alt="${escape(name)}, ${scheme}" loading="lazy"></a>`

const figure = (entry, schemes) => `<figure id="${entry.id}" class="${entry.type}">
<figcaption>${escape(entry.name)}</figcaption>${schemes.map((scheme) => picture(entry, scheme)).join('')}</figure>`

const section = ([title, entries], schemes) =>
  `<section><h2>${escape(title)}</h2>${entries.map((entry) => figure(entry, schemes)).join('\n')}</section>`

/** All screenshots of the folder, with the titles and in the order of the sidebar. */
export function contactSheet(folder, entries, schemes, problems) {
  const shown = entries.filter(({ id }) => existsSync(join(folder, `${id}-${schemes[0]}.png`)))
  const titles = [...new Set(shown.map(({ title }) => title))]
  const byTitle = titles.map((title) => [title, shown.filter((entry) => entry.title === title)])
  const failures = problems.map((problem) => `<li>${escape(problem)}</li>`).join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Every story and page, scheme beside scheme</title>
<style>
  body { margin: 0 1rem 1rem; background: #8a8a8a; color: #000; font: 14px system-ui }
  section { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(60rem, 100%), 1fr)) }
  h2 { grid-column: 1 / -1; margin: 1rem -1rem 0; padding: .5rem 1rem; background: #8a8a8a; position: sticky; top: 0 }
  figure { margin: 0; display: grid; grid-template-columns: repeat(${schemes.length}, 1fr); gap: 2px; align-content: start }
  figcaption { grid-column: 1 / -1 }
  a { display: block; max-height: 30rem; overflow: hidden }
  img { width: 100%; display: block }
</style>
<h1>${shown.length} stories and pages: ${schemes.join(', ')}</h1>
${failures && `<h2>Not as they should be</h2><ul>${failures}</ul>`}
${byTitle.map((part) => section(part, schemes)).join('\n')}
</html>
`
}
