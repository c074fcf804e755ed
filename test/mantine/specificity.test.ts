import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import postcss from 'postcss'
import { postcss as config } from '../../tools/vite/postcss.mjs'
import { describe, expect, it } from 'vitest'

const room = resolve('src/mantine')
/** Components with a style sheet of their own. The states of LogViewer's lines and bars weigh two. */
const components = readdirSync(room).filter(
  (name) => name !== 'LogViewer' && existsSync(`${room}/${name}/${name}.module.css`),
)

/** Without `:where(…)`, whose content weighs nothing. */
function weighty(selector: string): string {
  const start = selector.indexOf(':where(')
  if (start < 0) return selector
  let depth = 0
  for (let end = start; end < selector.length; end += 1) {
    if (selector[end] === '(') depth += 1
    if (selector[end] === ')') depth -= 1
    if (selector[end] === ')' && depth === 0) {
      return weighty(selector.slice(0, start) + selector.slice(end + 1))
    }
  }
  throw new Error(`Expected a closed :where() but got ${selector}`)
}

/** Classes, attributes and elements of a selector: what an app's own class has to beat. */
function weight(selector: string): number {
  const counted = weighty(selector)
    .replace(/::[\w-]+/g, '')
    // Hover and focus weigh as much in Mantine's own styles.
    .replace(/:(hover|active|focus-visible|focus-within|disabled)/g, '')
  return counted.match(/\.[\w-]+|\[[^\]]+\]|:[\w-]+|(?<![\w-.:[])[a-z][\w-]*/g)?.length ?? 0
}

describe.each(components)('the styles of %s', (component) => {
  it('weigh one class, so that a class of the app’s own wins by coming later', async () => {
    const file = `${room}/${component}/${component}.module.css`
    const { root } = await postcss(config.plugins).process(readFileSync(file, 'utf8'), { from: file })
    const heavy: string[] = []
    root.walkRules((rule) => {
      if (rule.parent?.type === 'atrule' && 'name' in rule.parent && rule.parent.name === 'keyframes') return
      heavy.push(...rule.selectors.filter((selector) => weight(selector) > 1))
    })
    expect(heavy).toEqual([])
  })
})
