# The commands on the pages. A test compares each with package.json and the help of the command line.

# #region create-app
npm create vite@9 my-app -- --template react-ts --no-interactive
cd my-app
# #endregion

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

# #region dev
npm run dev
# #endregion

# #region say-hello
echo hello | npx react-pusher-kit pipe
# #endregion

# #region pipe-tests
npx react-pusher-kit pipe --thread tests -- npm test
# #endregion

# #region test
npm install -D vitest happy-dom @testing-library/react
npx vitest run
# #endregion

# #region test-tools
npm install -D vitest happy-dom @testing-library/react @testing-library/dom @testing-library/jest-dom
# #endregion

# #region serve-pusher
npm install pusher
npx react-pusher-kit serve --env .env.local
# #endregion

# #region check-server
npx react-pusher-kit check-server http://127.0.0.1:8000 --token secret --channel logs --channel private-user-7
# #endregion

# #region next-create
npx create-next-app@16 my-app --yes
cd my-app
# #endregion

# #region next-install
npm install react-pusher-kit pusher-js pusher @mantine/core @mantine/hooks @mantine/notifications
# #endregion

# #region next-copy
cp -r node_modules/react-pusher-kit/examples/next/. .
cp -r node_modules/react-pusher-kit/examples/realtime .
cp node_modules/react-pusher-kit/examples/realtime.config.ts .
# #endregion

# #region next-keys
npx react-pusher-kit keys > .env.local
npx react-pusher-kit keys --prefix NEXT_PUBLIC_ >> .env.local
# #endregion
