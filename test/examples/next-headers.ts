/** In place of `next/headers`: the headers of the request that a test makes. */
export const requestHeaders = new Headers()

export async function headers(): Promise<Headers> {
  return requestHeaders
}
