export {
  NotificationBridge,
  type NotificationBridgeFactory,
  type NotificationBridgeProps,
} from './NotificationBridge.tsx'
export type { NotificationMapsOf } from './maps-of.ts'
