import lines from './viewport/LogLines.module.css'
import toolbar from './toolbar/LogToolbar.module.css'
import root from './LogViewer.module.css'

/** The class names of every part. */
export const classes = { ...root, ...toolbar, ...lines }
