import { problemTitle, remedyOf, timeOf, type FeedProblem } from '../../../../src/inspector/index.ts'
import { PageLink } from '../shell/PageLink.tsx'
import { addressOf } from '../shell/router.ts'
import classes from './ProblemList.module.css'

/** Problems with their remedies, and links to their events. */
export function ProblemList({ problems }: { problems: readonly FeedProblem[] }) {
  if (problems.length === 0) return <p className={classes.quiet}>None since the server was started.</p>
  return (
    <ul className={classes.list}>
      {problems.map((problem) => (
        <li key={problem.id} className={classes.problem}>
          <PageLink
            className={classes.link}
            href={addressOf('/events', { kind: problem.kind, event: problem.event })}
          >
            {problemTitle(problem)}
          </PageLink>{' '}
          <span className={classes.quiet}>
            {timeOf(problem.at)}
            {problem.times > 1 && `, ${problem.times} times`}
            {problem.channels.length > 0 && `, ${problem.channels.join(', ')}`}
          </span>
          <p className={classes.text}>{problem.note}</p>
          <p className={classes.text}>{remedyOf(problem)}</p>
        </li>
      ))}
    </ul>
  )
}
