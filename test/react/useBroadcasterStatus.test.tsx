import { act, renderHook, waitFor } from '@testing-library/react'
import { useBroadcasterStatus } from 'react-pusher-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { onServer } from './on-server.tsx'

let app: ReturnType<typeof onServer>
afterEach(() => app.mock.dispose())

describe('useBroadcasterStatus', () => {
  it('has each backend as it is', async () => {
    app = onServer()
    const { result } = renderHook(() => useBroadcasterStatus(), app)
    await waitFor(() => expect(result.current.status).toBe('ready'))
    expect(result.current.data?.broadcasters).toMatchObject([{ status: 'active', available: true }])
    const { name } = result.current.data?.broadcasters[0] ?? { name: '' }
    app.server().broadcaster.limitReached(name)
    await act(() => result.current.refresh())
    const [backend] = result.current.data?.broadcasters ?? []
    expect(backend).toMatchObject({ status: 'limit_reached', retry_in: expect.any(Number) as number })
  })
})
