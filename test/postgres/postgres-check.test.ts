import { expect, it } from 'vitest'
import { StoreError } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { newDatabase } from './databases.ts'

it('a database that can be read and not written to fails the check, until it can', async () => {
  const { url, query, drop } = await newDatabase()
  const store = await postgresStore({ connectionString: url })
  await query(`CREATE FUNCTION no_space() RETURNS trigger AS
    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER no_space BEFORE INSERT ON rpk_claims EXECUTE FUNCTION no_space()`)
  await expect(store.check()).rejects.toBeInstanceOf(StoreError)
  expect(await store.history({ channel: 'logs', limit: 1 })).toMatchObject({ events: [] })
  await query('DROP TRIGGER no_space ON rpk_claims')
  await store.check()
  await store.check()
  await store.close()
  await drop()
})
