import { timeBodies, withKit, withPusherJsMock } from './body.ts'

declare global {
  interface Window {
    timeInBrowser: (runs: number) => Promise<Record<string, number[]>>
  }
}

window.timeInBrowser = (runs) =>
  timeBodies({ 'react-pusher-kit/mock': withKit, 'pusher-js-mock': withPusherJsMock }, runs)
