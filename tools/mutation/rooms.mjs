/** Tests of the client by name, in any folder. */
const client = (names) => `test/client/**/{${names}}.test.ts`
const log = ['test/client/log/**/*.test.ts', 'test/client/clock.test.ts']
const hooks = ['test/react/*.test.{ts,tsx}', 'test/query/*.test.tsx']

/**
 * The files that are mutated together, and the tests that should detect the mutants. Only tests of these files run,
 * because every test of the client reaches most lines, and a surviving mutant runs all of its tests.
 *
 * @type {Record<string, { sources: string[], tests: string[] }>} globs by room
 */
export const rooms = {
  primitives: {
    sources: ['src/primitives/{frame-throttle,next-frame,report-uncaught,signal,timer}.ts'],
    tests: ['test/primitives/*.test.ts', client('clock,long-delays,presence,store')],
  },
  'client/auth': {
    sources: [
      'src/client/auth/{attempts,authorizer,batch,requests,signatures}.ts',
      'src/client/lib/{in-time,pause}.ts',
    ],
    tests: [
      'test/client/auth/*.test.ts',
      client('long-delays,isolation,authorisation,when-connected,odd-answers,pause'),
    ],
  },
  'client/channels': {
    sources: ['src/client/subscriptions/*.ts', 'src/client/events/{event-batches,latest-events}.ts'],
    tests: [
      'test/client/{auth,events,subscriptions}/*.test.{ts,tsx}',
      client(
        'debug-log,isolation,authorisation,events,subscriptions,marks,memory,stopped-listeners,odd-answers',
      ),
      'test/react/{usePusherEvents,hooks.stale-handlers}.test.tsx',
    ],
  },
  'client/sending': {
    sources: [
      'src/client/publishing/*.ts',
      'src/client/{actions,events/realtime,presence/typing,lib/to-json}.ts',
    ],
    tests: [
      client('client-events*,clock,odd-answers,checked-payload,connect-events,rate-window'),
      client('when-connected,long-delays,events,traps/presence'),
      client('actions,publish,realtime,to-json,typing'),
      'test/react/use{Realtime,Typing}.test.tsx',
      'test/across-rooms/unknown-events.test.ts',
    ],
  },
  'client/connection': {
    sources: [
      'src/client/connection/*.ts',
      'src/client/lib/pusher-error-info.ts',
      'src/client/events/connect-events.ts',
      'src/client/core/{active-client,create-core,client-factory,disposable-client,live-options}.ts',
    ],
    tests: [
      client(
        'clock,close-codes,connect,connection-store,create-core,debug-log,disposable-client,failover,follow-server,odd-answers,page-listeners,live-options,client-factory,when-connected,*.release',
      ),
      client(
        'checked-payload,connect-events,requests.session,channel-references,channel-registry,long-delays,builds,connection,events',
      ),
      'test/react/{PusherProvider.failover,usePusherConnection,useRealtime}.test.tsx',
    ],
  },
  'client/reconnect': {
    sources: ['src/client/connection/reconnect/*.ts'],
    tests: ['test/client/connection/**/*.test.ts', client('channel-references,long-delays')],
  },
  'client/members': {
    sources: [
      'src/client/{presence/presence,presence/member-table,auth/user,auth/signin-refusals,core/idle-stores,lib/store}.ts',
    ],
    tests: [
      client(
        'idle-stores,member-table,memory,presence*,requests.session,channel-references,signin-refusals,store,long-delays,user',
      ),
      'test/react/use{Presence,PusherUser}.test.tsx',
    ],
  },
  'client/options': {
    sources: [
      'src/client/{options,core/kit-core,create-pusher-kit,lib/html-page,lib/body-in-time}.ts',
      'src/client/environment/*.ts',
      'src/client/{errors,core/debug-log,core/open-debug-log}.ts',
    ],
    tests: [
      client(
        'authorizer,config-from-env*,html-page,isolation,odd-answers,options,live-options,client-factory,requests.session,channel-references',
      ),
      client('connect,create-pusher-kit,debug-log,dev-user,errors,loopback-url,when-connected'),
    ],
  },
  'client/reports': {
    sources: ['src/client/reports/*.ts'],
    tests: ['test/client/reports/*.test.ts', 'test/react/use{Usage,EventMetrics,BroadcasterStatus}.test.tsx'],
  },
  'client/log/numbers': {
    sources: [
      'src/client/log/feed/{sequence-tracker,log-healing,other-epochs,restored-history,history-pages}.ts',
      'src/client/log/feed/{gap-repair,late-arrivals}.ts',
      'src/client/log/store/gap-list.ts',
    ],
    tests: log,
  },
  'client/log/feed': {
    sources: [
      'src/client/log/feed/{channel-*,feed-*,filtered-*,tail-watch,gap-retries,history-client}.ts',
      'src/client/log/{local-log,store/rate-meter}.ts',
      'src/client/log/reader/older-pages.ts',
    ],
    tests: log,
  },
  'client/log/entries': {
    sources: [
      'src/client/log/store/{chunk,entry-store,insert-journal,intern-table,line-fields,payload-shape,seq-search}.ts',
      'src/client/log/store/{log-contents,render-throttle}.ts',
      'src/client/log/reader/log-{window,reader,view}.ts',
      'src/client/log/{log-registry,shared-log}.ts',
      'src/client/log/{reader/log-export,store/levels,store/plain-text}.ts',
    ],
    tests: log,
  },
  'client/log/queries': {
    sources: [
      'src/client/log/search/{line-*,log-query*,hit-list,repeat-runs,bounded-expression}.ts',
      'src/client/log/search/{main-thread-slices,regex-search}.ts',
      'src/client/log/store/grid-width.ts',
    ],
    tests: log,
  },
  react: { sources: ['src/react/*.{ts,tsx}'], tests: hooks },
}
