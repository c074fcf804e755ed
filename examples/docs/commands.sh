# Every command that a page shows. A test holds each against package.json and the command line's own help.

# #region install
npm install react-pusher-kit pusher-js
# #endregion

# #region install-mantine
npm install @mantine/core @mantine/hooks @mantine/notifications
# #endregion

# #region install-query
npm install @tanstack/react-query
# #endregion

# #region serve
npx react-pusher-kit serve
# #endregion

# #region keys
npx react-pusher-kit keys --prefix VITE_ > .env.local
# #endregion

# #region say-hello
echo hello | npx react-pusher-kit pipe
# #endregion

# #region pipe-tests
npx react-pusher-kit pipe --thread tests -- npm test
# #endregion

# #region serve-pusher
npm install pusher
npx react-pusher-kit serve --env .env.local
# #endregion

# #region check-server
npx react-pusher-kit check-server http://127.0.0.1:8000 --token secret --channel logs --channel private-user-7
# #endregion
