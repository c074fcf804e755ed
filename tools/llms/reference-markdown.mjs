// An entry of the reference as Markdown.

/** @returns the entry with all exports; types that the exports use are listed last */
export function entryMarkdown({ declarations }, entry) {
  const sections = [...entry.exports, ...entry.behind].map((id) => declarationMarkdown(declarations[id]))
  return [`## ${entry.name}`, textMarkdown(entry.summary), ...sections].filter(Boolean).join('\n\n')
}

function declarationMarkdown(declaration) {
  const { name, kind, signatures, summary, parameters, returns, throws, members, values, examples } =
    declaration
  return [
    `### ${name} (${kind})`,
    signatures.length > 0 && fence(signatures.map(codeText).join('\n')),
    textMarkdown(summary),
    list(parameters.filter(({ text }) => text.length > 0).map((each) => item(each.name, each.text))),
    returns.length > 0 && `Returns: ${textMarkdown(returns)}`,
    list(throws.map((text) => `- Throws ${oneLine(text)}`)),
    list(values.filter(({ text }) => text.length > 0).map(({ value, text }) => item(`'${value}'`, text))),
    list(members.map(memberItem)),
    ...examples.map(fence),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function memberItem({ name, type, isOptional, summary, defaultValue }) {
  const standard = defaultValue.length > 0 ? ` Default: ${oneLine(defaultValue)}.` : ''
  return `- \`${name}${isOptional ? '?' : ''}: ${oneLineCode(type)}\`: ${oneLine(summary)}${standard}`
}

const item = (name, text) => `- \`${name}\`: ${oneLine(text)}`
const list = (items) => items.join('\n')
const fence = (code) => `\`\`\`tsx\n${code}\n\`\`\``
const codeText = (code) => code.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
const oneLineCode = (code) => codeText(code).replace(/\s+/g, ' ')

function partText(part) {
  if (typeof part === 'string') return part
  if ('code' in part) return `\`${part.code}\``
  return 'href' in part ? `[${part.text}](${part.href})` : `\`${part.text}\``
}

function textMarkdown(text) {
  return text
    .map((block) => (block.kind === 'code' ? fence(block.code) : block.parts.map(partText).join('')))
    .join('\n\n')
    .trim()
}

/** The prose of a text, for one line of a list. */
export function oneLine(text) {
  return textMarkdown(text.filter(({ kind }) => kind === 'text')).replace(/\s+/g, ' ')
}
