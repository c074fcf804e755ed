import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** In the order in which a worker runs them; a group of its own comes after the others (`sequence.groupOrder`). */
const first = ['node', 'dom']

function rank({ project }: TestSpecification): number {
  const place = first.indexOf(project.name)
  return place < 0 ? first.length : place
}

/**
 * Files by project, since a worker that is kept changes its project only at a price; within one the longest of the
 * last run first (before the first run, the largest: the Storybook's, which takes most), or in the order of a seed where
 * the run is shuffled.
 */
export class ProjectSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence
    const pathOf = (file: TestSpecification) => relative(this.ctx.config.root, file.moduleId)
    const drawn = (file: TestSpecification) =>
      createHash('sha1')
        .update(`${seed} ${pathOf(file)}`)
        .digest('hex')
    const lasted = (file: TestSpecification) =>
      this.ctx.cache.getFileTestResults(`${file.project.name}:${pathOf(file)}`)?.duration ?? Infinity
    const sizeOf = (file: TestSpecification) => statSync(file.moduleId).size
    return files.toSorted((a, b) => {
      const byProject = rank(a) - rank(b) || compare(a.project.name, b.project.name)
      if (byProject !== 0) return byProject
      if (shuffle) return compare(drawn(a), drawn(b))
      return compare(lasted(b), lasted(a)) || compare(sizeOf(b), sizeOf(a)) || compare(pathOf(a), pathOf(b))
    })
  }
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
