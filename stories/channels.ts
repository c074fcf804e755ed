import { defineChannels, type RunEventMessage, type } from 'react-pusher-kit/channels'
import { sampleLine } from './LogViewer/sample-log.ts'

interface NotificationPayload {
  title?: string
  message: string
  type?: 'success' | 'warning' | 'error'
}

interface ProgressPayload {
  task_id: number
  title: string
  status?: string
  progress?: number
  url?: string
}

/** The channels of the stories, with a payload to begin with for the panel. */
export const channels = defineChannels({
  logs: {
    events: { log: type<ReturnType<typeof sampleLine>>({ examples: [sampleLine(7)] }) },
    persist: true,
  },
  admin: {
    events: {
      admin_event: type<RunEventMessage>({
        examples: [
          {
            type: 'run_event',
            data: { thread_id: 'build-9', event_type: 'node_test', status: 'running', checkpoint_id: 'cp-1' },
          },
        ],
      }),
    },
    persist: true,
  },
  'private-user-{userId}': {
    events: {
      notification: type<NotificationPayload>({
        examples: [{ title: 'Deployed', message: 'Version 4.2 is live.', type: 'success' }],
      }),
      'content.generated': type<{ content_id: number; title: string; url: string }>({
        examples: [{ content_id: 3, title: 'Quarterly report', url: '/reports/3' }],
      }),
      'progress.updated': type<ProgressPayload>({
        examples: [{ task_id: 7, title: 'Import customers', status: 'running', progress: 40 }],
      }),
    },
  },
  'presence-room': {
    member: type<{ name: string }>(),
    events: {},
    clientEvents: {
      'client-typing': type<{ typing: boolean }>({ examples: [{ typing: true }] }),
      'client-activity': type<{ idle: boolean }>({ examples: [{ idle: true }] }),
    },
  },
})
