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
npx react-pusher-kit keys
# #endregion

# #region say-hello
echo "hello" | npx react-pusher-kit pipe
# #endregion

# #region pipe-tests
npx react-pusher-kit pipe --thread tests -- npm test
# #endregion
