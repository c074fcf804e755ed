import type { Context } from 'hono'
import { HttpError } from '../../server/index.ts'
import { readObject } from '../../server/internal.ts'
import { generateContent } from './content.ts'
import { bodyLimits, requireReader, type DemoParts } from './demo-parts.ts'
import { firstLine, shortText } from './request-fields.ts'

/** The channel of pages that show the content of all users. */
const contentChannel = 'content-generation'

/**
 * `POST /content/generate {content_type?, title?, topic?, prompt?}`: a task that reports on `private-user-{id}` of the
 * user. In open mode it also announces its content on `content-generation`.
 */
export function generateRoute(parts: DemoParts) {
  const { reference, work, shelf, stepTime } = parts
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireReader(parts, req.raw)
    const body = await readObject(req.raw, bodyLimits)
    const kind = shortText(body, 'content_type') ?? shortText(body, 'contentType') ?? 'text'
    const topic = firstLine(body, 'title') ?? firstLine(body, 'topic') ?? firstLine(body, 'prompt')
    const request = { kind, title: topic ?? `Untitled ${kind}` }
    // There is no await before the start, so that two requests never take the same slot.
    work.assertRoom()
    const task = reference.server.createTask(user.id, kind)
    const downloadUrl = new URL(`/content/${task.id}/download`, req.url).href
    const queued = task.progress(0, 'Queued')
    work.start(task.id, async (signal) => {
      await queued
      const content = await generateContent({ request, task, shelf, downloadUrl, stepTime }, signal)
      if (!content || reference.setup.mode !== 'open') return
      const shown = { ...content, task_id: task.id, kind, content_type: kind, status: 'completed' }
      await reference.server.publish(contentChannel, 'content.generated', shown)
    })
    // When publishing fails, the request is refused, so that no task is lost.
    await queued
    return Response.json({ task_id: task.id, status: 'processing' })
  }
}

/** `GET /content/{task_id}/download`. */
export function downloadRoute({ shelf }: DemoParts) {
  return ({ req }: Context): Response => {
    const content = shelf.get(req.param('id') ?? '')
    if (!content) {
      throw new HttpError(404, 'not_found', 'Expected the id of recently generated content.')
    }
    return new Response(content.text, {
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': 'attachment; filename="content.md"',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  }
}
