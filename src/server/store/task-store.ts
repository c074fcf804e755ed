/** A task that reports to its user. */
export interface StoredTask {
  /** A unique id; clients receive it as `task_id`. */
  id: string
  /** The id of the user that it reports to. */
  userId: string
  /** The kind of content. */
  kind: string
  /** The last stored progress, 0 to 100. */
  percent: number
}

/**
 * The running tasks, so that a server can report the failure of a task whose process has ended. A task that was not
 * renewed for 30 s counts as ended.
 */
export interface TaskStore {
  /**
   * Stores a task, or renews a known one.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  add(task: StoredTask): Promise<void>
  /**
   * Renews tasks for 30 s and writes their progress. A task that was claimed is not renewed.
   *
   * @returns the ids of the tasks that were renewed
   * @throws {@link StoreError} when the store cannot be reached
   */
  renew(tasks: readonly Pick<StoredTask, 'id' | 'percent'>[]): Promise<string[]>
  /**
   * Takes tasks whose process has ended. Another caller may take them 10 s later, unless they are removed.
   *
   * @param limit - maximum number of tasks
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(limit: number): Promise<StoredTask[]>
  /**
   * Removes tasks that have ended.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  remove(ids: readonly string[]): Promise<void>
}

/** ms without a renewal after which a task counts as ended. */
export const taskLifetime = 30_000
/** Time for the holder of a claimed task to report its failure, ms. */
export const taskClaimLifetime = 10_000
/** Maximum number of tasks in a store. Beyond it, those with the oldest renewal are deleted. */
export const mostStoredTasks = 100_000
