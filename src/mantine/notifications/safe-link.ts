const web = ['http:', 'https:']
const safe = [...web, 'mailto:', 'tel:']

/** The link, unless its protocol could run a script, as `javascript:` does. */
export function safeLink(href: string | undefined): string | undefined {
  return linkWith(safe, href)
}

/** The link, if it is http, https, or relative to the page. */
export function webLink(href: string | undefined): string | undefined {
  return linkWith(web, href)
}

function linkWith(protocols: readonly string[], href: string | undefined): string | undefined {
  try {
    // Parsed like browsers do, which ignore blanks and line breaks. The base stands for the page's URL.
    return protocols.includes(new URL(href ?? '', 'https://page').protocol) && href ? href : undefined
  } catch {
    return undefined
  }
}
