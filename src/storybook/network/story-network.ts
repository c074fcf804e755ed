import type { MockPusher } from '../../mock/index.ts'
import type { MockNetworkState } from '../../inspector/index.ts'
import { beginNetworkState, type Ending } from './network-state.ts'

/**
 * The network of one story. Parameters and script set the story's own state; a state chosen in the toolbar or the panel
 * overrides it until it is reset.
 */
export class StoryNetwork {
  readonly #mock: MockPusher
  readonly #onChange: (state: MockNetworkState | null) => void
  #own: MockNetworkState = 'connected'
  #chosen: MockNetworkState | null = null
  #state: MockNetworkState = 'connected'
  #ending: Ending = { end: () => {} }
  #isOver = false
  #reconnect: (() => void) | null = null

  /** @param onChange - called with the new state, or null when only its source changed */
  constructor(mock: MockPusher, onChange: (state: MockNetworkState | null) => void) {
    this.#mock = mock
    this.#onChange = onChange
  }

  get state(): MockNetworkState {
    return this.#state
  }

  /** Whether the state was chosen in the toolbar or the panel. */
  get isChosen(): boolean {
    return this.#chosen !== null
  }

  /** Sets the story's own state. */
  setOwn(own: MockNetworkState): void {
    this.#own = own
    this.#apply()
  }

  /** Sets the chosen state; null resets it. */
  choose(chosen: MockNetworkState | null): void {
    const wasChosen = this.isChosen
    const before = this.#state
    this.#chosen = chosen
    this.#apply()
    if (this.#state === before && this.isChosen !== wasChosen) this.#onChange(null)
  }

  /** Sets the function that reconnects the story's client. @returns a function that removes it */
  reconnectBy(reconnect: () => void): () => void {
    this.#reconnect = reconnect
    return () => {
      if (this.#reconnect === reconnect) this.#reconnect = null
    }
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#ending.end()
  }

  #apply(): void {
    const state = this.#chosen ?? this.#own
    if (this.#isOver || state === this.#state) return
    const { end, isFinal = false } = this.#ending
    this.#state = state
    end()
    this.#ending = beginNetworkState[state](this.#mock)
    if (isFinal) this.#reconnect?.()
    this.#onChange(state)
  }
}
