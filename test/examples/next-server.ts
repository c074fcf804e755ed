/** In place of `next/server`: what the example hands to `after`. */
export const handedOver: Promise<unknown>[] = []

export function after(work: Promise<unknown>): void {
  handedOver.push(work)
}
