/** The behaviour of the mock's network. */
export interface MockNetwork {
  /** Latency of each direction, ms; ranges use the mock's seed. @defaultValue 0 */
  latency: number | readonly [number, number]
  /**
   * How new connections are handled: refused before they open, left pending, or opened and closed by Pusher with a
   * code such as 4001 (unknown app), 4004 (over quota) or 4100 (over capacity) (Pusher documentation, "Pusher Channels
   * Protocol").
   *
   * @defaultValue 'accept'
   */
  connect: 'accept' | 'refuse' | 'hang' | { code: number; reason?: string }
  /** The direction in which every frame is lost: `up` to the server, `down` to the clients. @defaultValue 'none' */
  loss: 'none' | 'up' | 'down' | 'both'
}

/** Latency of one frame, ms. */
export function drawLatency(latency: MockNetwork['latency'], random: () => number): number {
  if (typeof latency === 'number') return latency
  const [from, to] = latency
  return Math.round(from + random() * (to - from))
}
