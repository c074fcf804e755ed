import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const folder = join(import.meta.dirname, '../../.github/workflows')

interface Workflow {
  on: unknown
  permissions: unknown
  jobs: Record<string, { 'runs-on': string; 'timeout-minutes': number; steps: Step[] }>
}

/** Of GitHub, or those that a matrix names. */
const runners = ['ubuntu-latest', '${{ matrix.os }}']

interface Step {
  uses?: string
  run?: string
}

describe.each(readdirSync(folder))('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const workflow = parse(text) as Workflow
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  it('says when it runs, what it may, and when it gives up', () => {
    expect(workflow.on).toBeTruthy()
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(jobs.every((job) => job['timeout-minutes'] > 0 && runners.includes(job['runs-on']))).toBe(true)
  })

  it('pins every action to a commit, and says which version that is', () => {
    const used = steps.flatMap(({ uses }) => uses ?? [])
    const pinned = [...text.matchAll(/uses: (\S+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$/gm)]
    expect(used.length).toBeGreaterThan(0)
    expect(pinned.map(([, action]) => action)).toEqual(used)
  })

  it('gives each step either an action or a command', () => {
    expect(steps.filter(({ uses, run }) => (uses === undefined) === (run === undefined))).toEqual([])
  })
})
