// Parses a TSDoc comment into paragraphs and code, by tag.
import {
  DocNodeKind,
  DocNodeTransforms,
  TextRange,
  TSDocConfiguration,
  TSDocParser,
  TSDocTagDefinition,
  TSDocTagSyntaxKind,
} from '@microsoft/tsdoc'

const configuration = new TSDocConfiguration()
// TypeDoc and JSDoc use this name for `@packageDocumentation` of TSDoc.
configuration.addTagDefinition(
  new TSDocTagDefinition({ tagName: '@module', syntaxKind: TSDocTagSyntaxKind.ModifierTag }),
)
const parser = new TSDocParser(configuration)

/** @param text the comment including its slashes and stars */
function parseDocComment(text) {
  const { docComment, log } = parser.parseRange(TextRange.fromString(text))
  const blocks = (tag) =>
    docComment.customBlocks
      .filter(({ blockTag }) => blockTag.tagName === tag)
      .map(({ content }) => section(content))
  return {
    summary: section(docComment.summarySection),
    remarks: docComment.remarksBlock ? section(docComment.remarksBlock.content) : [],
    parameters: Object.fromEntries(
      docComment.params.blocks.map(({ parameterName, content }) => [parameterName, section(content)]),
    ),
    returns: docComment.returnsBlock ? section(docComment.returnsBlock.content) : [],
    defaultValue: blocks('@defaultValue').flat(),
    throws: blocks('@throws'),
    examples: blocks('@example'),
    see: docComment.seeBlocks.map(({ content }) => section(content)),
    problems: log.messages.map(({ text: problem }) => problem),
  }
}

/** The comment of a node, or null. */
export function docBefore(file, { start }) {
  const comment = file.docBefore(start)
  return comment && docAt(file, comment)
}

export function docAt(file, { start, end }) {
  const text = file.text.slice(start, end)
  return { ...parseDocComment(text), source: { text, line: file.lineAt(start) } }
}

/** The data of a declaration without a comment. */
export const noDoc = parseDocComment('/** */')

function section({ nodes }) {
  return nodes.flatMap((node) => {
    if (node.kind === DocNodeKind.FencedCode) {
      return [{ kind: 'code', language: node.language, code: node.code.replace(/\n$/, '') }]
    }
    if (node.kind !== DocNodeKind.Paragraph) return []
    const parts = trimmed(DocNodeTransforms.trimSpacesInParagraph(node).nodes.map(inline))
    return parts.length > 0 ? [{ kind: 'text', parts }] : []
  })
}

/** A part of a paragraph: text, `{ code }`, or `{ link }` with a name or a URL. */
function inline(node) {
  switch (node.kind) {
    case DocNodeKind.PlainText:
      return node.text
    case DocNodeKind.SoftBreak:
      return ' '
    case DocNodeKind.CodeSpan:
      return { code: node.code }
    case DocNodeKind.EscapedText:
      return node.decodedText
    case DocNodeKind.LinkTag: {
      const link = node.urlDestination ?? node.codeDestination?.emitAsTsdoc() ?? ''
      return { link, text: node.linkText ?? link }
    }
    default:
      return ''
  }
}

/** Joins neighbouring texts, without the spaces that a tag within a line leaves at both ends. */
function trimmed(parts) {
  const merged = []
  for (const part of parts) {
    if (typeof part === 'string' && typeof merged.at(-1) === 'string') merged.push(merged.pop() + part)
    else if (part !== '') merged.push(part)
  }
  if (typeof merged[0] === 'string') merged[0] = merged[0].trimStart()
  if (typeof merged.at(-1) === 'string') merged.push(merged.pop().trimEnd())
  return merged.filter((part) => part !== '')
}
