import { ActionIcon, CopyButton } from '@mantine/core'
import classes from './PipeHint.module.css'

const command = 'npx react-pusher-kit pipe --thread tests -- npm test'

/** How to see lines of one's own here. */
export function PipeHint() {
  return (
    <footer className={classes.hint}>
      <span className={classes.label}>Stream a command here</span>
      <code className={classes.command}>{command}</code>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={copied ? 'Copied' : 'Copy the command'}
            onClick={copy}
          >
            <svg
              width="14"
              height="14"
              viewBox="0 0 16 16"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
              strokeLinecap="round"
              strokeLinejoin="round"
              aria-hidden="true"
            >
              <path d={copied ? 'm3.5 8.5 3 3 6-7' : 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7'} />
            </svg>
          </ActionIcon>
        )}
      </CopyButton>
    </footer>
  )
}
