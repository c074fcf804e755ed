/** The frame in a page that this document is, and null for a story by itself. */
export function frameInPage(): Element | null {
  const { frameElement } = window
  return frameElement?.closest('.sb-story') ? frameElement : null
}

/**
 * A story in a page plays while the page is read: until the reader comes to it, its focus is seen by the story alone.
 * The real one would move the page, and be taken from the reader and from the other stories.
 */
export function keepFocusInside(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the element below
  const { focus, blur } = HTMLElement.prototype
  let isPretended = true
  let focused: HTMLElement | null = null

  function pretend(next: HTMLElement | null): void {
    const last = focused
    if (last === next) return
    focused = next
    last?.dispatchEvent(new FocusEvent('blur', { relatedTarget: next }))
    last?.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: next }))
    next?.dispatchEvent(new FocusEvent('focus', { relatedTarget: last }))
    next?.dispatchEvent(new FocusEvent('focusin', { bubbles: true, relatedTarget: last }))
  }

  HTMLElement.prototype.focus = function (options) {
    if (isPretended) pretend(this.matches(':disabled') ? null : this)
    else focus.call(this, options)
  }
  HTMLElement.prototype.blur = function () {
    if (isPretended) pretend(null)
    else blur.call(this)
  }
  Object.defineProperty(document, 'activeElement', {
    configurable: true,
    get: () => (focused?.isConnected ? focused : document.body),
  })

  const stop = ({ isTrusted }: Event): void => {
    if (!isTrusted || !isPretended) return
    isPretended = false
    Reflect.deleteProperty(document, 'activeElement')
  }
  for (const sign of ['pointerdown', 'keydown', 'focusin'])
    window.addEventListener(sign, stop, { capture: true })
}
