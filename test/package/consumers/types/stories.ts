import { mockPusherToolbar, startMockPusher, withMockPusher } from 'react-pusher-kit/storybook'

export const preview = {
  beforeEach: startMockPusher,
  decorators: [withMockPusher],
  globalTypes: mockPusherToolbar,
}
