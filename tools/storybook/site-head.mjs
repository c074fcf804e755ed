// What the head of the built Storybook has in addition: how a link to it looks elsewhere, and what makes it work offline.

const title = 'react-pusher-kit'
const description =
  'React components and hooks for Pusher Channels, with a mock and a dev server that implement the Pusher protocol.'

/** px; tools/storybook/social-picture.mjs makes it. */
export const socialPicture = { file: 'social.png', width: 1200, height: 630 }

/** A sitemap, pictures and links for other sites need a whole address. */
export const addressOf = (siteUrl) => new URL(siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`)

/** Only where the site is published: a copy on this machine is at hand without a network. */
const offline = `if (location.protocol === 'https:' && 'serviceWorker' in navigator)
  addEventListener('load', () => navigator.serviceWorker.register('./service-worker.js'))`

/**
 * @param {string | undefined} siteUrl - the address that the site gets; without one, links stay relative
 * @returns HTML
 */
export function siteHead(siteUrl) {
  const at = (name) => (siteUrl ? new URL(name, addressOf(siteUrl)).href : `./${name}`)
  const properties = {
    'og:type': 'website',
    'og:title': title,
    'og:description': description,
    'og:image': at(socialPicture.file),
    'og:image:width': socialPicture.width,
    'og:image:height': socialPicture.height,
    'og:image:alt': 'The live app of react-pusher-kit: a connection badge and a log with coloured lines',
    ...(siteUrl ? { 'og:url': at('') } : {}),
  }
  return [
    `<meta name="description" content="${description}" />`,
    '<meta name="twitter:card" content="summary_large_image" />',
    ...Object.entries(properties).map(
      ([property, content]) => `<meta property="${property}" content="${content}" />`,
    ),
    ...(siteUrl ? ['<link rel="sitemap" type="application/xml" href="./sitemap.xml" />'] : []),
    `<script>${offline}</script>`,
  ].join('\n')
}
