/** The events by which a task reports to its user, in the channel `private-user-{userId}`. */
export const taskEvents = {
  /** How far it is, or that it failed: {@link TaskProgress}. */
  progress: 'progress.updated',
  /** It is done: {@link TaskContent}. */
  content: 'content.generated',
} as const

/** What every event of a task says, so that a reader finds what an earlier one opened. */
interface TaskReference {
  /** Unique id of the task. */
  task_id: string
  /** What is being made. */
  kind: string
}

/** The payload of {@link taskEvents}`.progress`. */
export interface TaskProgress extends TaskReference {
  status: 'running' | 'failed'
  /** From 0 to 100. */
  percent: number
  /** For the user; why it failed. */
  message: string
}

/** The payload of {@link taskEvents}`.content`, besides what the app adds. */
export interface TaskContent extends TaskReference {
  status: 'completed'
  /** The same as `kind`, by the name that readers of content look for. */
  content_type: string
  [field: string]: unknown
}
