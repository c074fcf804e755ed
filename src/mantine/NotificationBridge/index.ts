export { NotificationBridge, type NotificationBridgeProps } from './NotificationBridge.tsx'
export type { NotificationMapsOf } from './maps-of.ts'
