const web = ['http:', 'https:']
const safe = [...web, 'mailto:', 'tel:']

/** The link, if it leads somewhere and runs nothing: a payload must not bring a script into the page. */
export function safeLink(href: string | undefined): string | undefined {
  return linkWith(safe, href)
}

/** The link, if it leads to a page or a file: http, https, or relative to the page. */
export function webLink(href: string | undefined): string | undefined {
  return linkWith(web, href)
}

function linkWith(protocols: readonly string[], href: string | undefined): string | undefined {
  try {
    // As a browser reads it, blanks and line breaks included; the base only stands in for the page's own address.
    return protocols.includes(new URL(href ?? '', 'https://page').protocol) && href ? href : undefined
  } catch {
    return undefined
  }
}
