/** The output of `--help`. */
export const usage = `Usage:
  react-pusher-kit serve [--port 8000] [--host 127.0.0.1] [--data .data] [--origin http://localhost:3000 …]
                         [--allow-host dev.local …] [--require-token] [--env .env.local]
                         [--config realtime.config.ts]
      Runs Pusher's protocol, its HTTP API, the reference server and the console on one port. Without a configuration
      it is open on this machine: every channel can be joined, published to and read without credentials.
      --require-token disables this. It is required if other machines can reach the address of --host.
      Requests by a host name other than localhost, 127.0.0.1, [::1] or that of --host require --allow-host. Pages of
      other machines require --origin.
      With PUSHER_… in the environment, or in the file of --env, it publishes to that backend and requires a token.
      realtime.config.ts in this folder, or the file of --config, contains the app's channels, policies and messages.
  react-pusher-kit pipe [--thread build-1] [--url URL] [--token TOKEN] [--max-wait 60] [--data .data] [--quiet]
                        [-- command …]
      Passes standard input (or the output of a command) through, and streams its lines into the channel logs.
      By default URL and token are those of the dev server of this folder (or of --data), or REACT_PUSHER_KIT_URL and
      …_TOKEN.
      --max-wait: seconds without the server after which lines are dropped.  --quiet: no closing line.
  react-pusher-kit keys [--data .data] [--prefix VITE_ | NEXT_PUBLIC_]
      Prints the environment variables of this folder's dev server; with --prefix those for pages, without the secret.
  react-pusher-kit token --user ana [--role admin …] [--expires 8h] [--data .data]
      Prints a bearer token for this folder's dev server, which accepts it in every mode. --expires: a number of
      seconds, or a number followed by m, h or d; at most 365d.
  react-pusher-kit new-epoch [--data .data] [--env .env.local]
      Gives the store of this folder, or of DATABASE_URL, a new epoch. Run it after you restore a backup.
  react-pusher-kit channels --asyncapi | --markdown [--config realtime.config.ts]
      Prints the declared channels as an AsyncAPI 3 document or as a table. Payloads of type<T>() have no schema.
  react-pusher-kit check-server URL [--token TOKEN] [--channel logs --channel private-user-7 …] [--event log]
                                [--socket wss://ws-eu.pusher.com/app/KEY] [--timeout 10] [--env .env.local]
                                [--data .data]
      Checks whether a server in any language conforms to docs/protocol.md. Prints a line for each check: ok, failed
      (with the expected value, the actual value and the remedy) or not offered. The exit code is 1 if a check failed.
      Publishes up to 15 events in the first channel, which must be numbered. The user of the token must be allowed to
      join, read and publish in the channels.
      PUSHER_KEY and PUSHER_SECRET of the environment, of --env, or of this folder's dev server verify signatures.
      --socket: the address that pusher-js connects to; also checks that an event arrives there with its number.
      --token: or REACT_PUSHER_KIT_TOKEN, which lists of processes do not show.  --timeout: seconds per request.
`
