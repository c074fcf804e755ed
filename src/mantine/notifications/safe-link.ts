const safe = ['http:', 'https:', 'mailto:', 'tel:']

/** The link, if it leads somewhere and runs nothing: a payload must not bring a script into the page. */
export function safeLink(href: string | undefined): string | undefined {
  try {
    // As a browser reads it, blanks and line breaks included; the base only stands in for the page's own address.
    return safe.includes(new URL(href ?? '', 'https://page').protocol) && href ? href : undefined
  } catch {
    return undefined
  }
}
