import { definePreview } from '@storybook/react-vite'
import * as pusher from 'react-pusher-kit/storybook/preview'

export default definePreview({ addons: [pusher] })
