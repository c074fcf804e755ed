import { DefaultReporter, type TestCase, type TestModule, type TestProject } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import type { RunnerTask, RunnerTestFile, UserConsoleLog } from 'vitest'

interface Progress {
  /** Files that have not ended. */
  open: number
  files: number
  passed: number
  failed: number
  skipped: number
  startedAt: number
}

declare module 'vitest' {
  interface TaskMeta {
    /** Of a test that failed, for what reads the report of the reporter `json`, which leaves it out. */
    failure?: { project: string; diffs: (string | undefined)[] }
  }
}

const slowestShown = 10

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/**
 * One line a project when its last file has ended, and a line at once for a test that fails. Then what the tests
 * logged, the totals, the slowest tests, and last, where a reader looks first, what failed and why.
 */
export default class ProgressReporter extends DefaultReporter {
  readonly #projects = new Map<TestProject, Progress>()
  #logs: UserConsoleLog[] = []

  constructor() {
    super({ summary: false })
  }

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications)
    for (const { project } of specifications) {
      const progress = this.#projects.get(project)
      if (progress) {
        progress.open += 1
        progress.files += 1
      } else {
        const now = performance.now()
        this.#projects.set(project, {
          open: 1,
          files: 1,
          passed: 0,
          failed: 0,
          skipped: 0,
          startedAt: now,
        })
      }
    }
  }

  override onTestCaseResult(test: TestCase): void {
    super.onTestCaseResult(test)
    if (test.result().state !== 'failed') return
    const diffs = test.result().errors?.map(({ diff }) => diff) ?? []
    test.meta().failure = { project: test.project.name, diffs }
    this.log(`✗ ${test.project.name}: ${this.relative(test.module.moduleId)} > ${test.fullName}`)
  }

  /** Instead of a line a file. */
  protected override printTestModule(module: TestModule): void {
    const { project, moduleId } = module
    const progress = this.#projects.get(project)
    if (!progress) return
    // Here and not with each result: on a busy machine the end of a file is reported before the results of its tests.
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state !== 'pending') progress[state] += 1
    }
    if (module.errors().length > 0) {
      progress.failed += 1
      this.log(`✗ ${project.name}: ${this.relative(moduleId)}`)
    }
    progress.open -= 1
    if (progress.open === 0) this.log(lineOf(project.name, progress))
  }

  override onUserConsoleLog(log: UserConsoleLog): void {
    this.#logs.push(log)
  }

  override reportSummary(files: RunnerTestFile[], errors: unknown[]): void {
    for (const log of this.#logs) super.onUserConsoleLog(log)
    this.#logs = []
    super.reportTestSummary(files, errors, 0)
    const slowest = files
      .flatMap((file) => file.tasks.flatMap(testsOf))
      .toSorted((a, b) => lasted(b) - lasted(a))
      .slice(0, slowestShown)
    this.log('Slowest:')
    for (const test of slowest) {
      this.log(
        `  ${seconds(lasted(test)).padStart(7)}  ${test.file.projectName}: ${test.file.name} > ${test.fullTestName}`,
      )
    }
    super.reportSummary(files, errors)
  }

  /** The base class has it after what failed. */
  override reportTestSummary(): void {}
}

function lineOf(name: string, { files, passed, failed, skipped, startedAt }: Progress): string {
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ]
  const after = seconds(performance.now() - startedAt)
  return `${failed > 0 ? '✗' : '✓'} ${name}: ${counts.join(', ')} in ${files} files, after ${after}`
}

function testsOf(task: RunnerTask): Extract<RunnerTask, { type: 'test' }>[] {
  return task.type === 'test' ? [task] : task.tasks.flatMap(testsOf)
}

const lasted = (task: RunnerTask): number => task.result?.duration ?? 0
