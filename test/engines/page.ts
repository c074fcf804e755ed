import type { Engine } from './engine.ts'

/** Runs in the page before every body: elements by what a reader sees. */
const queries = `
  const frame = () => new Promise(requestAnimationFrame)
  const documentOf = (name) => name ? document.querySelector(name)?.contentDocument : document
  const named = (element) =>
    element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.innerText ?? ''
  const all = (selector, text, inFrame) =>
    [...(documentOf(inFrame)?.querySelectorAll(selector) ?? [])].filter(
      (element) => named(element).includes(text) && element.getClientRects().length > 0,
    )
  const find = (selector, text, inFrame) => all(selector, text, inFrame)[0]
  const isOnTop = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  }
  const until = async (what, look) => {
    const end = performance.now() + 30000
    for (;;) {
      const found = look()
      if (found) return found
      if (performance.now() > end) throw new Error('Expected ' + what + ' within 30 s, but got: ' + document.body.innerText.slice(0, 2000))
      await frame()
    }
  }
`

/** What end-to-end tests do with a page in any engine. */
export class EnginePage {
  readonly engine: Engine

  constructor(engine: Engine) {
    this.engine = engine
  }

  /** Runs a function body in the page, with the queries above. */
  evaluate<T>(body: string): Promise<T> {
    return this.engine.evaluate<T>(`${queries}\n${body}`)
  }

  /** Waits until an element with the text in its name is there. */
  async see(selector: string, text: string, inFrame = ''): Promise<void> {
    const args = [selector, text, inFrame].map((value) => JSON.stringify(value)).join(', ')
    await this.evaluate(`await until(${JSON.stringify(`${selector} ${text}`)}, () => find(${args}))`)
  }

  /** Gives the focus to such an element and presses a key there. */
  async press(selector: string, text: string, key: string): Promise<void> {
    const args = [selector, text].map((value) => JSON.stringify(value)).join(', ')
    await this.evaluate(`
      const element = await until(${JSON.stringify(`${selector} ${text}`)}, () => find(${args}))
      element.focus()
      element.dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true }))`)
  }

  /** Clicks with the mouse in the middle of such an element, once it stands still and nothing covers it. */
  async click(selector: string, text: string): Promise<void> {
    const args = [selector, text].map((value) => JSON.stringify(value)).join(', ')
    const { x, y } = await this.evaluate<{ x: number; y: number }>(`
      let last = ''
      const box = await until(${JSON.stringify(`${selector} ${text} that stands still`)}, () => {
        const element = all(${args}).find(isOnTop)
        if (!element) find(${args})?.scrollIntoView({ block: 'nearest' })
        const box = element?.getBoundingClientRect()
        const place = JSON.stringify(box)
        const isStill = element && place === last
        last = place
        return isStill && box
      })
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 }`)
    await this.engine.click(x, y)
  }
}
