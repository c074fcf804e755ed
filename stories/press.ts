import { expect, userEvent } from 'storybook/test'

/** By the keyboard alone, as every play function does: the element takes the focus, and the key does what a click would. */
export async function press(element: HTMLElement, key = '{Enter}'): Promise<void> {
  element.focus()
  await expect(element).toHaveFocus()
  await userEvent.keyboard(key)
}
