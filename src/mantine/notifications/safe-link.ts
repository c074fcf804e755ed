/** The link if it is a path or http(s); a payload must not bring a script into the page. */
export function safeLink(href: string | undefined): string | undefined {
  return href !== undefined && /^(https?:\/\/|\/(?!\/)|\.{1,2}\/|#|\?)/iu.test(href) ? href : undefined
}
