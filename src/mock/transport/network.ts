/** How the mock's network behaves. */
export interface MockNetwork {
  /** ms each way; a range is drawn from the mock's seed. @defaultValue 0 */
  latency: number | readonly [number, number]
  /**
   * What happens to new connections: refused before they open, never answered, or opened and closed by Pusher
   * with a code such as 4001 (unknown app), 4004 (over quota) or 4100 (over capacity) (Pusher documentation,
   * "Pusher Channels Protocol").
   *
   * @defaultValue 'accept'
   */
  connect: 'accept' | 'refuse' | 'hang' | { code: number; reason?: string }
  /** The direction that loses every frame: `up` to the server, `down` to the clients. @defaultValue 'none' */
  loss: 'none' | 'up' | 'down' | 'both'
}

/** Latency of one frame, ms. */
export function drawLatency(latency: MockNetwork['latency'], random: () => number): number {
  if (typeof latency === 'number') return latency
  const [from, to] = latency
  return Math.round(from + random() * (to - from))
}
