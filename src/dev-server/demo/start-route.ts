import type { Context } from 'hono'
import { invalidField, isObject, readObject, typeName } from '../../server/internal.ts'
import { bodyLimits, requireAdmin, type DemoParts } from './demo-parts.ts'
import { objectField, quoted, shortText } from './request-fields.ts'
import { runWorkflow, type WorkflowReport } from './workflow.ts'

/** Number of fields of `initial_data` that the log contains. */
const mostInputs = 10

/** `POST /start {thread_id?, sop?, initial_data?}`: starts a run, unless it is in progress. */
export function startRoute(parts: DemoParts) {
  const { reference, work, stepTime } = parts
  // The reference server may be replaced during a run.
  const report: WorkflowReport = {
    publishLog: (lines) => reference.server.publishLog(lines),
    publishRunEvent: (event) => reference.server.publishRunEvent(event),
  }
  return async ({ req }: Context): Promise<Response> => {
    await requireAdmin(parts, req.raw)
    const body = await readObject(req.raw, bodyLimits)
    const threadId = shortText(body, 'thread_id') ?? crypto.randomUUID()
    const sop = readSop(body['sop'])
    const inputs = Object.keys(objectField(body, 'initial_data'))
      .slice(0, mostInputs)
      .map((name) => quoted(name) ?? '""')
    if (!work.has(threadId)) {
      const workflow = { threadId, sop, inputs, stepTime }
      work.start(threadId, (signal) => runWorkflow(workflow, report, signal))
    }
    return Response.json({ thread_id: threadId, status: 'running' })
  }
}

/** A standard operating procedure: its text or name, or an object that contains one. @throws HttpError 400 */
function readSop(sop: unknown): string | null {
  if (sop === undefined || sop === null) return null
  if (typeof sop === 'string') return quoted(sop) ?? null
  if (isObject(sop)) {
    const name = sop['name'] ?? sop['title'] ?? sop['id']
    return (typeof name === 'string' ? quoted(name) : undefined) ?? 'an sop without a name'
  }
  throw invalidField('sop', `Expected \`sop\` to be a string or an object but got ${typeName(sop)}.`)
}
