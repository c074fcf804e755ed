import type { ConnectionState } from '../index.ts'
import { createSignal } from '../primitives/index.ts'
import { createMockPusher, type MockPusher } from '../mock/index.ts'
import type { MockNetworkState } from '../inspector/index.ts'
import { StoryNetwork } from './network/story-network.ts'
import type { MockPusherParameters } from './parameters.ts'
import { StoryScript } from './script/story-script.ts'

/** A change of the mock other than a frame. */
export interface StoryNote {
  /** Epoch ms. */
  at: number
  /** Number of frames before it. */
  after: number
  change: { network: MockNetworkState } | { denied: boolean }
}

/** ms; below the 15 s that Storybook's tests allow for a play function. */
const storyWaitTimeout = 10_000

/** The mock, network and script of one story, while it is open. */
export class StoryRun {
  readonly mock: MockPusher
  readonly network: StoryNetwork
  readonly script: StoryScript | null
  readonly notes: StoryNote[] = []
  readonly #updated = createSignal()
  #connection: ConnectionState | null = null
  #allow: (() => void) | null = null
  #isOver = false

  constructor({
    setup,
    provider: _provider,
    network = 'connected',
    authorize,
    script,
    ...options
  }: MockPusherParameters) {
    this.mock = createMockPusher({ waitTimeout: storyWaitTimeout, ...options })
    this.network = new StoryNetwork(this.mock, (state) =>
      state === null ? this.#changed() : this.#note({ network: state }),
    )
    if (typeof network === 'object') this.mock.network = network
    else this.network.setOwn(network)
    if (authorize) this.mock.authorize(authorize)
    setup?.(this.mock)
    this.script = script ? new StoryScript(this.mock, this.network, script, () => this.#changed()) : null
  }

  /** The connection state of the story's provider; null before its first report. */
  get connection(): ConnectionState | null {
    return this.#connection
  }

  reportConnection(state: ConnectionState): void {
    this.#connection = state
    this.#changed()
  }

  /** Whether all authorizations are denied. Setting it drops connections, so that clients authorize again. */
  get denied(): boolean {
    return this.#allow !== null
  }

  set denied(denied: boolean) {
    if (denied === this.denied) return
    this.#allow?.()
    this.#allow = denied ? this.mock.authorize(() => ({ status: 403, error: 'Denied in Storybook' })) : null
    this.mock.drop()
    this.#note({ denied })
  }

  /** Calls `listener` after changes other than frames. @returns a function that stops listening */
  onChange(listener: () => void): () => void {
    return this.#updated.on(listener)
  }

  /** True after {@link stop}: Storybook ends a story before React removes, and sometimes before it mounts, the components. */
  get isOver(): boolean {
    return this.#isOver
  }

  stop(): void {
    this.#isOver = true
    this.#updated.clear()
    this.script?.stop()
    this.network.end()
    this.mock.dispose()
  }

  #note(change: StoryNote['change']): void {
    this.notes.push({ at: Date.now(), after: this.mock.frames.length, change })
    this.#changed()
  }

  #changed(): void {
    this.#updated.emit()
  }
}
