/** The prefix of the channel on which pusher-js receives events for its signed-in user ("User authentication"). */
export const userChannelPrefix = '#server-to-user-'
