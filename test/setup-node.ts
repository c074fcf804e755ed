import { failOnLeaks } from './run/leaks-in-files.ts'

failOnLeaks()
