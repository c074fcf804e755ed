import { ActionIcon, CopyButton } from '@mantine/core'
import classes from './ConsoleFooter.module.css'

interface SnippetProps {
  /** The name of the command. */
  name: string
  command: string
}

/** A command to copy. Narrow pages show only its name. */
export function Snippet({ name, command }: SnippetProps) {
  return (
    <div className={classes.snippet}>
      <span className={classes.name}>{name}</span>
      <code className={classes.command}>{command}</code>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            aria-label={copied ? 'Copied' : `Copy the command ${name}`}
            title={command}
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
    </div>
  )
}
