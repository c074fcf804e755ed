// Before the styles of any component, as in an app; files share one page, and some of them show nothing.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
