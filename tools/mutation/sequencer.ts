import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Sorts the test files for a mutant: first those that detected the previous mutant, which is near in the code, then the
 * fastest. They share a worker, so that each mutant loads the modules once. The run that measures which test reaches
 * which mutant needs a separate worker for each file.
 */
export class MutantSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    for (const { project } of files) {
      project.config.isolate = (project.getProvidedContext() as { mode?: string }).mode !== 'mutant'
    }
    const rankOf = ({ project, moduleId }: TestSpecification): [number, number] => {
      const name = relative(this.ctx.config.root, moduleId)
      const { failed, duration } = this.ctx.cache.getFileTestResults(`${project.name}:${name}`) ?? {}
      return [failed ? 0 : 1, duration ?? 1e9]
    }
    const ranked = files.map((file) => ({ file, rank: rankOf(file) }))
    return ranked.toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]).map(({ file }) => file)
  }
}
