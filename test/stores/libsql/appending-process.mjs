// Appends in a loop and prints what was acknowledged: a line of `writer firstSeq lastSeq` for each append.
const [module, file, writer] = process.argv.slice(2)
const { libsqlStore } = await import(module)
const store = libsqlStore({ file })
for (let n = 0; ; n++) {
  const events = Array.from({ length: 1 + (n % 7) }, (_, index) => ({
    event: 'log',
    data: { text: `${writer} ${n} ${index}` },
    timestamp: 0,
    threadId: writer,
  }))
  const key = n % 3 === 0 ? { idempotencyKey: `${writer}-${n}` } : {}
  const { firstSeq, lastSeq } = await store.append({ channel: 'logs', events, ...key })
  process.stdout.write(`${writer} ${n} ${firstSeq} ${lastSeq}\n`)
  if (n % 50 === 49) await store.prune({ maxCount: 1_000_000 })
}
