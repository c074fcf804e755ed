/** Where `serve` listens when nobody says otherwise. */
export const defaultUrl = 'http://127.0.0.1:8000'
