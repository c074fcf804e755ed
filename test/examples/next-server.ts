/** In place of `next/server`: what the example hands to `after`. */
export const handedOver: Promise<unknown>[] = []

export function after(work: Promise<unknown> | (() => Promise<unknown>)): void {
  handedOver.push(typeof work === 'function' ? work() : work)
}

/** Resolves, as for a request: a build would stop here. */
export async function connection(): Promise<void> {}
