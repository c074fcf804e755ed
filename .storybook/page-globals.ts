import { UPDATE_GLOBALS } from 'storybook/internal/core-events'

type Globals = Record<string, unknown>

/** A document with Storybook's preview in it, as this one and the page around it. */
interface PreviewWindow extends Window {
  __STORYBOOK_PREVIEW__: {
    storyStoreValue?: { userGlobals: { get: () => Globals } }
    onUpdateGlobals: (change: { globals: Globals }) => Promise<void>
  }
  __STORYBOOK_ADDONS_CHANNEL__: Record<'on' | 'off', (event: string, listener: typeof follow) => void>
}

const pageAround = () => window.parent as unknown as PreviewWindow

/** Not through the channel: the page would take it for a choice of its own, and tell it back. */
function follow(change: { globals: Globals }): void {
  const { __STORYBOOK_PREVIEW__: preview } = window as unknown as PreviewWindow
  void preview.onUpdateGlobals(change)
}

/** In a frame of a page: what the toolbar says now. */
export function globalsOfPage(): Globals {
  const { __STORYBOOK_PREVIEW__: preview } = pageAround()
  return preview.storyStoreValue?.userGlobals.get() ?? {}
}

/** In a frame of a page: what is chosen in the toolbar is chosen here, too. */
export function followPage(): void {
  const { __STORYBOOK_ADDONS_CHANNEL__: channel } = pageAround()
  channel.on(UPDATE_GLOBALS, follow)
  window.addEventListener('pagehide', () => channel.off(UPDATE_GLOBALS, follow))
}
