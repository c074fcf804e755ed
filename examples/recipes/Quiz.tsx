import { Button, Stack, Table, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useEventLog, usePresence } from 'react-pusher-kit'
import { channelName, defineChannels } from 'react-pusher-kit/channels'
import { useSendMessage } from 'react-pusher-kit/query'
import { z } from 'zod'

export const quizChannels = defineChannels({
  'presence-quiz-{quiz}': {
    member: z.object({ name: z.string() }),
    events: {
      question: z.object({ id: z.string(), text: z.string(), choices: z.array(z.string()) }),
      result: z.object({
        question: z.string(),
        right: z.string(),
        scores: z.array(z.object({ id: z.string(), name: z.string(), points: z.number() })),
      }),
    },
    persist: true,
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    quiz: typeof quizChannels
  }
}

const end = (figure: ReactNode) => <div style={{ textAlign: 'end' }}>{figure}</div>

/** The server keeps the score; late players get the last question and the scores from the history. */
export function Quiz({ quiz }: { quiz: string }) {
  const channel = channelName('presence-quiz-{quiz}', { quiz })
  const question = useEventLog({ channel, event: 'question', preload: 1 }).log.at(-1)?.data
  const result = useEventLog({ channel, event: 'result', preload: 1 }).log.at(-1)?.data
  const { count, me } = usePresence(channel)
  const [answer, setAnswer] = useState<{ question: string; choice: string }>()
  const { mutate, isError } = useSendMessage({ onError: () => setAnswer(undefined) })

  if (!question) return <Text>The quiz has not begun. Here already: {count}</Text>
  const chosen = answer?.question === question.id ? answer.choice : null
  const right = result?.question === question.id ? result.right : null
  const choose = (choice: string) => {
    if (chosen || right) return
    const payload = { question: question.id, choice }
    setAnswer(payload)
    mutate({ channel, type: 'answer', payload })
  }
  const mark = (choice: string) => (choice === right ? 'right' : choice === chosen ? 'chosen' : '')
  const scores = result?.scores.map(({ id, name, points }) => [id === me?.id ? 'You' : name, end(points)])
  const verdict = chosen === right ? 'Right!' : `It was ${right}.`
  const waiting = isError ? 'Your answer did not arrive. Choose again.' : 'One answer counts: the first.'
  return (
    <Stack maw={480}>
      <Title order={3}>{question.text}</Title>
      {question.choices.map((choice) => (
        <Button
          key={choice}
          variant={choice === chosen || choice === right ? 'filled' : 'default'}
          {...(choice === right && { color: 'teal.9' })}
          aria-pressed={choice === chosen}
          aria-disabled={Boolean(chosen ?? right)}
          justify="space-between"
          rightSection={<span aria-hidden>{mark(choice)}</span>}
          onClick={() => choose(choice)}
        >
          {choice}
        </Button>
      ))}
      <Text role="status">{right ? verdict : chosen ? 'Answered. Wait for the others.' : waiting}</Text>
      {scores && (
        <Table
          tabularNums
          styles={{ caption: { color: 'inherit' } }}
          data={{ caption: 'Scores', head: ['Name', end('Points')], body: scores }}
        />
      )}
    </Stack>
  )
}
