import { setTimeout as sleep } from 'node:timers/promises'
import type { Task } from '../../server/index.ts'

/** A request for content. */
export interface ContentRequest {
  /** The kind, such as `lesson`; clients receive it as `content_type`. */
  kind: string
  title: string
}

/** Generated content. */
export interface Content extends ContentRequest {
  text: string
}

/** Maximum number of contents that can be downloaded. */
export const mostContents = 100
const previewLength = 140
const parts = ['What it is about', 'How it works', 'What to try next']

/** The latest contents, by the id of their task. */
export class ContentShelf {
  readonly #contents = new Map<string, Content>()

  get(taskId: string): Content | undefined {
    return this.#contents.get(taskId)
  }

  add(taskId: string, content: Content): void {
    this.#contents.set(taskId, content)
    const [oldest] = this.#contents.keys()
    if (this.#contents.size > mostContents && oldest !== undefined) this.#contents.delete(oldest)
  }
}

/** The fields of `content.generated` besides those of every task event. */
export interface GeneratedContent {
  title: string
  preview: string
  download_url: string
}

export interface Generation {
  request: ContentRequest
  task: Task
  shelf: ContentShelf
  /** The download URL of the task's content. */
  downloadUrl: string
  /** ms between two steps. */
  stepTime: number
}

/**
 * Generates the content in parts with the task's progress, stores it and completes the task.
 *
 * @returns null when it failed and the failure was reported to the user
 */
export async function generateContent(
  { request, task, shelf, downloadUrl, stepTime }: Generation,
  signal: AbortSignal,
): Promise<GeneratedContent | null> {
  try {
    let text = `# ${request.title}\n`
    for (const [index, part] of parts.entries()) {
      await sleep(stepTime, undefined, { signal })
      text += `\n## ${part}\n\n${textOf(part, request)}\n`
      await task.progress(Math.round(((index + 1) * 90) / parts.length), part)
    }
    await sleep(stepTime, undefined, { signal })
    shelf.add(task.id, { ...request, text })
    const content = { title: request.title, preview: previewOf(text), download_url: downloadUrl }
    await task.complete(content)
    return content
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    await task.fail(signal.aborted ? 'The demo ends.' : reason)
    return null
  }
}

function textOf(part: string, { kind, title }: ContentRequest): string {
  return `${part}: a line of the demo's ${kind} on “${title}”.`
}

/** The first words of the text, without its headings. */
function previewOf(text: string): string {
  const plain = Array.from(text.replaceAll(/^#.*$/gm, '').replaceAll(/\s+/g, ' ').trim())
  return plain.length > previewLength ? `${plain.slice(0, previewLength).join('')}…` : plain.join('')
}
