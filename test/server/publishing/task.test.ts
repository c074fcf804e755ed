import { expect, it } from 'vitest'
import { memoryStore } from 'react-pusher-kit/server'
import { demoServer } from '../demo-server.ts'

function startTask(store = memoryStore()) {
  const { server } = demoServer({ store })
  const task = server.createTask('42', 'summary')
  async function reported() {
    const { events } = await store.history({ channel: 'private-user-42', limit: 100 })
    return events.map(({ event, data }) => ({ event, ...data }))
  }
  return { task, reported }
}

it('reports progress between 0 and 100 and then its content', async () => {
  const { task, reported } = startTask()
  await task.progress(-5)
  await task.progress(50, 'half of it')
  await task.progress(500)
  await task.complete({ text: 'Done.' })
  const progress = { event: 'progress.updated', task_id: task.id, kind: 'summary', status: 'running' }
  expect(await reported()).toEqual([
    { ...progress, percent: 0, message: '' },
    { ...progress, percent: 50, message: 'half of it' },
    { ...progress, percent: 100, message: '' },
    {
      event: 'content.generated',
      task_id: task.id,
      kind: 'summary',
      content_type: 'summary',
      status: 'completed',
      text: 'Done.',
    },
  ])
})

it('reports a failure with its reason, and nothing after it', async () => {
  const { task, reported } = startTask()
  await task.progress(40)
  await task.fail('The model is away.')
  await task.progress(60)
  await task.complete({})
  await task.fail('again')
  expect((await reported()).slice(1)).toEqual([
    {
      event: 'progress.updated',
      task_id: task.id,
      kind: 'summary',
      status: 'failed',
      percent: 40,
      message: 'The model is away.',
    },
  ])
})

it('can still report a failure when its content could not be stored', async () => {
  const store = memoryStore()
  let isFull = true
  const { task, reported } = startTask({
    ...store,
    append: (request) => (isFull ? Promise.reject(new Error('The disk is full.')) : store.append(request)),
  })
  await expect(task.complete({ text: 'lost' })).rejects.toThrow('The disk is full.')
  isFull = false
  await task.fail('The disk was full.')
  expect(await reported()).toMatchObject([{ status: 'failed', message: 'The disk was full.' }])
})

it('is over with its content, whatever fields the content has', async () => {
  const { task, reported } = startTask()
  await task.complete({ status: 'running', task_id: 'x', content_type: 'y' })
  await task.progress(10)
  expect(await reported()).toEqual([
    {
      event: 'content.generated',
      task_id: task.id,
      kind: 'summary',
      content_type: 'summary',
      status: 'completed',
    },
  ])
})
