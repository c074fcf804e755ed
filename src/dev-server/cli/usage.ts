/** What `--help` prints. */
export const usage = `Usage:
  react-pusher-kit serve [--port 8000] [--host 127.0.0.1] [--data .data] [--origin http://localhost:3000 …]
                         [--allow-host dev.local …] [--require-token] [--env .env.local]
                         [--config realtime.config.ts]
      Pusher's protocol, its HTTP API, the reference server and the console on one port. Without a configuration,
      and on this machine alone, it is open: every channel can be joined, published to and read, without credentials.
      --require-token turns that off; --host with an address that other machines reach needs it.
      Requests by another host name than localhost, 127.0.0.1, [::1] or that of --host need --allow-host; pages of
      other machines need --origin.
      With PUSHER_… in its environment, or in the file, it publishes to that Pusher backend, and needs a token.
      realtime.config.ts of this folder, or the file of --config, has the channels, policies and messages of the app.
  react-pusher-kit pipe [--thread build-1] [--url URL] [--token TOKEN] [--max-wait 60] [--data .data] [--quiet]
                        [-- command …]
      Passes standard input (or the output of a command) through and streams its lines into the channel logs.
      URL and token are those of the dev server of this folder, or of --data as with serve, or REACT_PUSHER_KIT_URL
      and …_TOKEN.
      --max-wait: seconds without the server after which lines are given up.  --quiet: no closing line.
  react-pusher-kit keys [--data .data] [--prefix VITE_ | NEXT_PUBLIC_]
      Prints the environment block of this folder's dev server; with a prefix that of pages, without the secret.
  react-pusher-kit token --user ana [--role admin …] [--expires 8h] [--data .data]
      Prints a bearer token of this folder's dev server, which takes it in every mode. --expires: a number of seconds,
      or with m, h or d behind it; 365d at most.
  react-pusher-kit new-epoch [--data .data] [--env .env.local]
      Gives the store of this folder, or of DATABASE_URL, a new epoch: to be run after a backup was restored.
  react-pusher-kit channels --asyncapi | --markdown [--config realtime.config.ts]
      Prints the declared channels as an AsyncAPI 3 document or as a table. Payloads of type<T>() have no schema.
  react-pusher-kit check-server URL [--token TOKEN] [--channel logs --channel private-user-7 …] [--event log]
                                [--socket wss://ws-eu.pusher.com/app/KEY] [--timeout 10] [--env .env.local]
                                [--data .data]
      Asks any server, in whatever language, for what docs/protocol.md says, and writes a line for each check: ok,
      failed (with what was expected, what came and what to do) or not offered. The exit code is 1 when one failed.
      Publishes up to 15 events in the first channel, which must be numbered; needs a user who may join, read and publish.
      PUSHER_KEY and PUSHER_SECRET of the environment, of the file, or of this folder's dev server check signatures.
      --socket: where pusher-js connects; whether an event arrives there with its number is checked, too.
      --token: or REACT_PUSHER_KIT_TOKEN, which no list of processes shows.  --timeout: seconds of each request.
`
