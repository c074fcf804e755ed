// Functions for scripts that control Storybook's preview in a browser.

/** For `addInitScript`: sets `storyEnd` to the result of the story or page. */
export function noteTheEnd() {
  const ends = [
    'storyFinished',
    'docsRendered',
    'storyErrored',
    'storyThrewException',
    'playFunctionThrewException',
  ]
  let channel
  Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    get: () => channel,
    set(given) {
      channel = given
      for (const end of ends) given.once(end, () => (globalThis.storyEnd ??= end))
    },
  })
}

/** For `waitForFunction`: true when every story and code block on the page is loaded and visible. */
export function isDrawn() {
  const isLoading = document.querySelector('.sb-story > [role="status"][aria-label]') !== null
  const roots = [...document.querySelectorAll('.sb-story, .sb-show-main #storybook-root:not([hidden])')]
  const blocks = [...document.querySelectorAll('.docs-code')]
  const isCodeShown = blocks.every((block) => block.querySelector('pre') !== null)
  return !isLoading && isCodeShown && roots.every((root) => root.childElementCount > 0)
}
