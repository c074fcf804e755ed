import { Hono } from 'hono'
import { errorResponse } from '../../server/internal.ts'
import { BackgroundWork } from './background-work.ts'
import { downloadRoute, generateRoute } from './content-routes.ts'
import { ContentShelf } from './content.ts'
import type { DemoParts } from './demo-parts.ts'
import { startRoute } from './start-route.ts'
import { taskRoute } from './task-route.ts'

/** The routes of the demo, for `serve` without a configuration. */
export interface DemoRoutes {
  /** Returns the response; null for other routes. */
  answer: (request: Request) => Promise<Response> | null
  /** Aborts the running tasks. Never rejects. */
  close: () => Promise<void>
}

export interface DemoOptions extends Pick<DemoParts, 'reference'> {
  /** ms between two steps of a run or a task. @defaultValue 500 */
  stepTime?: number
}

const postPath = /^\/(?:start|(?:api\/v1\/)?content\/generate|api\/v1\/demo\/tasks)$/
const getPath = /^\/content\/[\da-f-]{36}\/download$/

export function createDemoRoutes({ reference, stepTime = 500 }: DemoOptions): DemoRoutes {
  const work = new BackgroundWork()
  const parts = { reference, work, shelf: new ContentShelf(), stepTime }
  const app = new Hono()
  app.onError((error) => errorResponse(error))
  app.post('/start', startRoute(parts))
  app.on('POST', ['/content/generate', '/api/v1/content/generate'], generateRoute(parts))
  app.post('/api/v1/demo/tasks', taskRoute(parts))
  app.get('/content/:id/download', downloadRoute(parts))

  return {
    answer(request) {
      // A configuration file may be created while the server runs.
      if (reference.setup.mode === 'config') return null
      const { pathname } = new URL(request.url)
      return isDemoRequest(request.method, pathname) ? Promise.resolve(app.fetch(request)) : null
    },
    close: () => work.close(),
  }
}

function isDemoRequest(method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return getPath.test(path)
  return method === 'POST' && postPath.test(path)
}
