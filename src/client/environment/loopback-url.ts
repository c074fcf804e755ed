/** True for an absolute URL of a server on this machine. */
export function isLoopbackUrl(url: string): boolean {
  const { hostname, protocol } = new URL(url)
  const isHttp = protocol === 'http:' || protocol === 'https:'
  return isHttp && /^(?:(?:[\w-]+\.)*localhost\.?|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
