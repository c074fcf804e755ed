import type { MockPusher } from '../../mock/index.ts'
import { StoryError } from '../errors.ts'
import type { StoryNetwork } from '../network/story-network.ts'
import { runStep } from './run-step.ts'
import { firstChannel, type MockScript, type ScriptStep } from './script-step.ts'

export type ScriptState = 'waiting' | 'running' | 'done' | 'failed'

/**
 * Runs a script on a mock, with one timer at a time and in the order of the steps.
 *
 *     waiting ──► running ──► done
 *                    │  ▲______│ repeat
 *                    └──────► failed
 *
 * It waits until the story is subscribed to the first channel of the steps, so that no event is lost.
 */
export class StoryScript {
  readonly #mock: MockPusher
  readonly #network: StoryNetwork
  readonly #steps: readonly ScriptStep[]
  readonly #repeats: boolean
  readonly #onChange: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #unwatch: () => void = () => {}
  state: ScriptState = 'waiting'
  problem: string | null = null

  constructor(mock: MockPusher, network: StoryNetwork, script: MockScript, onChange: () => void) {
    const {
      steps,
      repeat = false,
      channel = firstChannel(steps),
    } = 'steps' in script ? script : { steps: script }
    if (repeat && !steps.some(({ after = 0 }) => after > 0)) throw missingDelay()
    this.#mock = mock
    this.#network = network
    this.#steps = steps
    this.#repeats = repeat
    this.#onChange = onChange
    this.#wait(channel)
  }

  stop(): void {
    this.#unwatch()
    clearTimeout(this.#timer)
  }

  #wait(channel: string | null): void {
    if (channel === null) {
      this.#schedule(0, 0)
      return
    }
    this.#unwatch = this.#mock.onFrame(() => {
      if (!isSubscribed(this.#mock, channel)) return
      this.#unwatch()
      this.#schedule(0, 0)
    })
  }

  #schedule(index: number, round: number): void {
    const step = this.#steps[index]
    if (!step) {
      if (this.#repeats) this.#schedule(0, round + 1)
      else this.#setState('done')
      return
    }
    this.#setState('running')
    this.#timer = setTimeout(() => {
      this.#run(step, index, round)
      this.#schedule(index + 1, round)
    }, step.after ?? 0)
  }

  #run(step: ScriptStep, index: number, round: number): void {
    try {
      runStep(this.#mock, this.#network, step, round)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.problem = `Expected step ${index + 1} of the story’s script to work but got: ${reason}`
      this.#setState('failed')
      // Uncaught, so that the browser's console shows it and a test of the story fails.
      throw new StoryError('script_failed', this.problem, { cause: error })
    }
  }

  #setState(state: ScriptState): void {
    if (state === this.state) return
    this.state = state
    this.#onChange()
  }
}

/** Whether a client of the story, not a remote member, is subscribed to the channel. */
function isSubscribed(mock: MockPusher, channel: string): boolean {
  return mock.connections.some(({ member, channels }) => member === null && channels.includes(channel))
}

function missingDelay(): StoryError {
  return new StoryError(
    'script_failed',
    'Expected a repeating script to have a step with `after` but got none; set `after` on one of the steps.',
  )
}
