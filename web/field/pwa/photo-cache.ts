/** Name of the cache of photos: the service worker fills and reads it, sign-out empties it. */
export const PHOTO_CACHE = 'gewu-field-photos';
