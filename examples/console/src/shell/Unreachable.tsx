import { Button, EmptyState } from '@mantine/core'
import classes from './Shell.module.css'
import { Logo } from './Logo.tsx'

interface UnreachableProps {
  error: Error
  onRetry: () => void
}

export function Unreachable({ error, onRetry }: UnreachableProps) {
  return (
    <main className={classes.unreachable}>
      <EmptyState
        icon={<Logo className={classes.unreachableLogo} />}
        title="The dev server does not answer"
        description={`Start it with “npm start”; this page connects by itself. (${error.message})`}
      >
        <EmptyState.Actions>
          <Button variant="default" onClick={onRetry}>
            Try now
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </main>
  )
}
