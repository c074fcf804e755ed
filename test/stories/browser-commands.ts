import type { BrowserCommand, BrowserCommandContext } from 'vitest/node'
import type { Engine, Preferences } from '../engines/engine.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Makes the page of the tests see other preferences, from now on. */
    prefer: (preferences: Preferences) => Promise<void>
    /** A click of the mouse at CSS pixels of the whole page, which the tests are a frame of. */
    clickAt: (x: number, y: number) => Promise<void>
    /** Turns the wheel of the mouse over CSS pixels of the whole page: down, or with a minus up. */
    wheelAt: (x: number, y: number, pixels: number) => Promise<void>
    /** Ctrl+V on the keyboard. */
    paste: () => Promise<void>
  }
}

// Commands run in Node, where the browser is: Playwright's, or one of this machine.

const engineOf = ({ engine, provider }: BrowserCommandContext): Engine => {
  if (!engine) throw new Error(`Expected an open browser, but the provider ${provider.name} has none.`)
  return engine
}

export const prefer: BrowserCommand<[Preferences]> = async (context, preferences) => {
  if (context.provider.name === 'playwright') await context.page.emulateMedia(preferences)
  else await engineOf(context).prefer(preferences)
}

export const clickAt: BrowserCommand<[number, number]> = async (context, x, y) => {
  if (context.provider.name === 'playwright') await context.page.mouse.click(x, y)
  else await engineOf(context).click(x, y)
}

export const wheelAt: BrowserCommand<[number, number, number]> = async (context, x, y, pixels) => {
  if (context.provider.name === 'playwright') {
    await context.page.mouse.move(x, y)
    await context.page.mouse.wheel(0, pixels)
  } else await engineOf(context).wheel(x, y, pixels)
}

export const paste: BrowserCommand = async (context) => {
  if (context.provider.name === 'playwright') await context.page.keyboard.press('ControlOrMeta+V')
  else await engineOf(context).paste()
}
