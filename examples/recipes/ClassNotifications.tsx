import { Chip, Group, Title } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useMemo, useState } from 'react'
import { channelName, defineChannels, type } from 'react-pusher-kit/channels'
import {
  createNotificationInbox,
  localInboxStorage,
  NotificationBridge,
  NotificationInbox,
} from 'react-pusher-kit/mantine'

export const newsChannels = defineChannels({
  'private-class-news-{classId}': {
    events: {
      'homework.set': type<{ subject: string; due: string }>(),
      'lesson.moved': type<{ lesson: string; to: string }>(),
    },
    persist: true,
  },
  'private-pupil-{pupilId}': {
    events: { 'grade.given': type<{ subject: string; grade: string }>() },
    persist: true,
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    news: typeof newsChannels
  }
}

interface ClassNotificationsProps {
  classId: string
  pupilId: string
}

/** Shows events as notifications in one tab, and keeps them in an inbox, also over a reload. */
export function ClassNotifications({ classId, pupilId }: ClassNotificationsProps) {
  const inbox = useMemo(
    () => createNotificationInbox({ storage: localInboxStorage(`class-inbox:${pupilId}`) }),
    [pupilId],
  )
  const [isQuiet, setIsQuiet] = useState(false)
  const channels = [
    channelName('private-class-news-{classId}', { classId }),
    channelName('private-pupil-{pupilId}', { pupilId }),
  ]
  return (
    <Group justify="space-between">
      <Title order={3}>Class {classId}</Title>
      <Group>
        <Chip variant="outline" checked={isQuiet} onChange={setIsQuiet}>
          Do not disturb
        </Chip>
        <NotificationInbox inbox={inbox} />
      </Group>
      <Notifications position="bottom-right" />
      <NotificationBridge
        channel={channels}
        inbox={inbox}
        doNotDisturb={isQuiet}
        withHistory
        map={{
          'homework.set': ({ subject, due }) => ({ title: `Homework in ${subject}`, message: `Due ${due}` }),
          'lesson.moved': ({ lesson, to }) => ({
            title: `${lesson} has moved`,
            message: `Now ${to}`,
            severity: 'warning',
            // A lesson that moves twice is one notification, updated in place.
            dedupeKey: lesson,
          }),
          'grade.given': ({ subject, grade }) => ({ title: subject, message: `Your grade: ${grade}` }),
        }}
      />
    </Group>
  )
}
