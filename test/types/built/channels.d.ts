// What `tsc` emits for a module that declares the channels: the import of `react-pusher-kit/channels` is gone.
export declare const channels: {
  readonly logs: {
    events: {
      log: import('@standard-schema/spec').StandardSchemaV1<{ text: string }, { text: string }>
    }
  }
}
declare module 'react-pusher-kit/channels' {
  interface Register {
    channels: typeof channels
  }
}
