import type { MockPusher } from '../../mock/index.ts'
import { beginNetworkState, type Ending, type MockNetworkState } from './network-state.ts'

/**
 * The network of one story. The story has one of its own, from its parameters and its script; what somebody
 * chooses in the toolbar or the panel stands over it until they take it back.
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

  /** @param onChange - is called with the new state, or null when only its source changed */
  constructor(mock: MockPusher, onChange: (state: MockNetworkState | null) => void) {
    this.#mock = mock
    this.#onChange = onChange
  }

  get state(): MockNetworkState {
    return this.#state
  }

  /** Whether somebody chose the state. */
  get isChosen(): boolean {
    return this.#chosen !== null
  }

  /** The story itself says so. */
  become(own: MockNetworkState): void {
    this.#own = own
    this.#apply()
  }

  /** The toolbar says so; null leaves it to the story. */
  choose(chosen: MockNetworkState | null): void {
    const wasChosen = this.isChosen
    const before = this.#state
    this.#chosen = chosen
    this.#apply()
    if (this.#state === before && this.isChosen !== wasChosen) this.#onChange(null)
  }

  /** How the story's client is connected again after it gave up. @returns takes it back */
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
