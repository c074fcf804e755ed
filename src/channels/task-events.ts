/** Events about a user's task, on the channel `private-user-{userId}`. */
export const taskEvents = {
  /** Progress or failure: {@link TaskProgress}. */
  progress: 'progress.updated',
  /** Completion: {@link TaskContent}. */
  content: 'content.generated',
} as const

/** Fields of every event of a task; they identify the task. */
interface TaskReference {
  /** Unique id of the task. */
  task_id: string
  /** Kind of the result. */
  kind: string
}

/** The payload of {@link taskEvents}`.progress`. */
export interface TaskProgress extends TaskReference {
  status: 'running' | 'failed'
  /** From 0 to 100. */
  percent: number
  /** A message for the user; on failure, the reason. */
  message: string
}

/** The payload of {@link taskEvents}`.content`; the app may add fields. */
export interface TaskContent extends TaskReference {
  status: 'completed'
  /** The same value as `kind`, under the name that consumers of content expect. */
  content_type: string
  [field: string]: unknown
}
