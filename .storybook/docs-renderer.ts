import type { DocsRenderer } from '@storybook/addon-docs'
import type { ReactRenderer } from '@storybook/react-vite'

type PageRenderer = DocsRenderer<ReactRenderer>

/**
 * For every choice in the toolbar Storybook would mount a page again from nothing, and the stories in it would lose what they
 * received. Pages and stories follow the toolbar by themselves, so a page is rendered once.
 */
export async function createDocsRenderer(): Promise<Pick<PageRenderer, 'render' | 'unmount'>> {
  const addon = await import('@storybook/addon-docs')
  const renderer = new addon.DocsRenderer()
  let rendered: unknown = null
  return {
    async render(context, parameters, element) {
      if (context === rendered) return
      rendered = context
      await renderer.render(context, parameters, element)
    },
    unmount(element) {
      rendered = null
      renderer.unmount(element)
    },
  }
}
