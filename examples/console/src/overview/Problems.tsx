import { remedyOf, timeOf, type FeedProblem } from '../../../../src/inspector/index.ts'
import { PageLink } from '../shell/PageLink.tsx'
import { addressOf } from '../shell/router.ts'
import classes from './OverviewTab.module.css'

/** The last different problems, each with what to do. */
export function Problems({ problems }: { problems: readonly FeedProblem[] }) {
  return (
    <section className={classes.part} aria-labelledby="problems">
      <h2 id="problems" className={classes.title}>
        Problems
      </h2>
      {problems.length === 0 ? (
        <p className={classes.quiet}>None since the server was started.</p>
      ) : (
        <ul className={classes.list}>
          {problems.map((problem) => (
            <li key={problem.id} className={classes.problem}>
              <PageLink
                className={classes.link}
                href={addressOf('/events', { kind: problem.kind, event: problem.event })}
              >
                {problem.kind === 'webhook' ? `Webhook ${problem.event}` : problem.event}
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
      )}
    </section>
  )
}
