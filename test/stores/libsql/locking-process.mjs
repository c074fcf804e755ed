// Locks a new file as a process does that opens it for the first time, for a while.
import Database from 'libsql'

const [file, ms] = process.argv.slice(2)
const database = new Database(file)
database.exec('BEGIN IMMEDIATE')
process.send('locked')
setTimeout(() => {
  database.exec('ROLLBACK')
  database.close()
  process.disconnect()
}, Number(ms))
