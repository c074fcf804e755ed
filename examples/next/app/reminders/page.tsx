import { Suspense } from 'react'
import { Reminders } from '@/app/reminders/Reminders.tsx'
import { currentUser } from '@/lib/realtime.ts'

async function MyReminders() {
  const user = await currentUser()
  return user ? <Reminders userId={user.id} /> : <p>Sign in to see your reminders.</p>
}

/** With `cacheComponents`, Next.js renders the rest of the page at build time, and the user at each request. */
export default function Page() {
  return (
    <Suspense fallback={<p>Loading</p>}>
      <MyReminders />
    </Suspense>
  )
}
