/** A name of the wire in words: `node_install` is "Node install". */
export function words(name: string): string {
  const text = name.replace(/[._:-]+/gu, ' ').trim()
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
