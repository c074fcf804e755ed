/** Removes the inboxes that earlier tests, or stories, left in the browser: a user's inbox is kept over a reload. */
export function forgetInboxes(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('react-pusher-kit:inbox:')) localStorage.removeItem(key)
  }
}
