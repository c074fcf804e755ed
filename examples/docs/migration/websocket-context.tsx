import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'

// #region context
interface Message {
  type: string
  payload: unknown
  channel: string
}

interface Realtime {
  isConnected: boolean
  send: (type: string, payload: unknown, channel?: string) => boolean
  subscribe: (channel: string, callback: (message: Message) => void) => string
  unsubscribe: (id: string) => void
}

const Context = createContext<Realtime | null>(null)

export function WebSocketProvider({ url, children }: { url: string; children: ReactNode }) {
  const socket = useRef<WebSocket>(null)
  const [callbacks] = useState(() => new Map<string, (message: Message) => void>())
  const [isConnected, setIsConnected] = useState(false)

  useEffect(() => {
    let isOver = false
    const connect = () => {
      const opened = new WebSocket(url)
      socket.current = opened
      opened.addEventListener('open', () => setIsConnected(true))
      opened.addEventListener('message', ({ data }) => {
        const message = JSON.parse(String(data)) as Message
        for (const [id, callback] of callbacks) if (id.endsWith(` ${message.channel}`)) callback(message)
      })
      opened.addEventListener('close', () => {
        setIsConnected(false)
        if (!isOver) setTimeout(connect, 1000)
      })
    }
    connect()
    return () => {
      isOver = true
      socket.current?.close()
    }
  }, [url, callbacks])

  const actions = useMemo(
    () => ({
      send: (type: string, payload: unknown, channel?: string) => {
        if (socket.current?.readyState !== WebSocket.OPEN) return false
        socket.current.send(JSON.stringify({ type, payload, channel }))
        return true
      },
      subscribe: (channel: string, callback: (message: Message) => void) => {
        const id = `${crypto.randomUUID()} ${channel}`
        callbacks.set(id, callback)
        return id
      },
      unsubscribe: (id: string) => void callbacks.delete(id),
    }),
    [callbacks],
  )
  return <Context value={{ isConnected, ...actions }}>{children}</Context>
}

export function useRealtime(): Realtime {
  const realtime = useContext(Context)
  if (!realtime) throw new Error('useRealtime must be used within WebSocketProvider')
  return realtime
}
// #endregion
