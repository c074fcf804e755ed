import { type RunnerTask, TestRunner } from 'vitest'

/** How often each test runs; 1 unless the hunt asks for more. */
const times = Number(process.env['REPEATS'] ?? 1)

function repeat(task: RunnerTask): void {
  if (task.type === 'test') task.repeats = times - 1
  else for (const child of task.tasks) repeat(child)
}

/** Runs each test several times in one go: what depends on chance or on a busy machine fails sooner than by a run each. */
export default class RepeatingRunner extends TestRunner {
  onCollected(files: RunnerTask[]): void {
    for (const file of files) repeat(file)
  }
}
