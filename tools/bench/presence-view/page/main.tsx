import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { type ListProps, lists } from './lists.tsx'

/** The measurements of one run in the page. */
export interface PageFigures {
  /** ms until the first 1 000 are on screen */
  mount: number
  longTasks: number
  /** ms, all of them */
  frames: number[]
}

declare global {
  interface Window {
    runList: (name: string, joinsPerSecond: number, seconds: number) => Promise<PageFigures>
  }
}

const person = (index: number): ListProps['members'][number] => ({
  id: `user-${index}`,
  info: { name: `Person ${index} of many`, role: `Team ${index % 12}` },
  isMe: index === 0,
  seenAt: Date.now(),
})

const present = Array.from({ length: 1000 }, (_, index) => person(index))

interface RoomProps {
  List: (props: ListProps) => React.ReactNode
  joinsPerSecond: number
}

/** 1 000 people, then more of them. Each join creates a new array, as `usePresence` does. */
function Room({ List, joinsPerSecond }: RoomProps) {
  const [members, setMembers] = useState(present)
  useEffect(() => {
    const started = performance.now()
    let joined = 0
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - started) / 1000) * joinsPerSecond)
      if (due === joined) return
      const newcomers = Array.from({ length: due - joined }, (_, index) => person(1000 + joined + index))
      joined = due
      setMembers((before) => [...before, ...newcomers])
    }, 10)
    return () => clearInterval(timer)
  }, [joinsPerSecond])
  return <List members={members} />
}

const frame = () => new Promise<number>(requestAnimationFrame)

window.runList = async (name, joinsPerSecond, seconds) => {
  const List = lists[name]
  const root = document.querySelector('#root')
  if (!List || !root) throw new Error(`Expected a list's name but got ${name}.`)
  let longTasks = 0
  const started = performance.now()
  createRoot(root).render(
    <MantineProvider>
      <Room List={List} joinsPerSecond={joinsPerSecond} />
    </MantineProvider>,
  )
  await frame()
  let last = await frame()
  const mount = performance.now() - started

  new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
  }).observe({ type: 'longtask' })
  const frames: number[] = []
  while (performance.now() - started < seconds * 1000) {
    const now = await frame()
    frames.push(now - last)
    last = now
  }
  return { mount, longTasks, frames }
}
