import type { FeedProblem } from '../../../../src/inspector/index.ts'
import { ProblemList } from '../problems/ProblemList.tsx'
import classes from './OverviewTab.module.css'

/** The last distinct problems with their remedies. */
export function Problems({ problems }: { problems: readonly FeedProblem[] }) {
  return (
    <section className={classes.part} aria-labelledby="problems">
      <h2 id="problems" className={classes.title}>
        Problems
      </h2>
      <ProblemList problems={problems} />
    </section>
  )
}
