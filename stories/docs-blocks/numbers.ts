const insideNumber = /`[^`]*`|(?<=\d)–(?=\d)|(\d) (?=\d{3}\b|%|(?:s|ms|kB|KB|MB|KiB|MiB|px)\b)/g

/** Keeps the parts of a number on one line, such as `10 000`, `4 s` and `1.1–1.3`; code stays as it is. */
export function joinNumbers(text: string): string {
  return text.replaceAll(insideNumber, (whole: string, digit?: string) => {
    if (whole === '–') return '\u2060–\u2060'
    return digit ? `${digit}\u00A0` : whole
  })
}

interface MarkdownNode {
  type: string
  value?: string
  children?: MarkdownNode[]
}

/** A plugin of remark, for the text of pages. */
export function remarkNumbers() {
  return function transform(node: MarkdownNode): void {
    if (node.type === 'text' && node.value !== undefined) node.value = joinNumbers(node.value)
    node.children?.forEach(transform)
  }
}
