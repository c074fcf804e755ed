// The pages of Pusher's documentation that comments may cite.

const pages = {
  'Authentication and authorization signatures': 'library_auth_reference/auth-signatures',
  'Authorizing users': 'server_api/authorizing-users',
  'Cache channels': 'using_channels/cache-channels',
  Channels: 'using_channels/channels',
  Connection: 'using_channels/connection',
  'Encrypted channels': 'using_channels/encrypted-channels',
  Events: 'using_channels/events',
  'Excluding event recipients': 'server_api/excluding-event-recipients',
  'HTTP API reference': 'library_auth_reference/rest-api',
  'Presence channels': 'using_channels/presence-channels',
  'Pusher Channels Protocol': 'library_auth_reference/pusher-websockets-protocol',
  'Terminating user connections': 'server_api/terminating-user-connections',
  'User authentication': 'using_channels/user-authentication',
  'Watchlist events': 'using_channels/watchlist-events',
  Webhooks: 'server_api/webhooks',
}

/** The format of a citation: `Pusher documentation, "Presence channels"`. */
export const citation = /Pusher documentation, "([^"]+)"/g

/** The URL of a page, or null if Pusher has no such page. */
export function addressOfPage(name) {
  return Object.hasOwn(pages, name) ? `https://pusher.com/docs/channels/${pages[name]}/` : null
}
