import type { RatePolicy, Usage } from '@concord/platform';

/**
 * The two header fields of draft-ietf-httpapi-ratelimit-headers (version 10): the limit that counts here, as quota `q` in a window of `w`
 * seconds, and what is left of it, `r`, for the next `t` seconds.
 */
export const standing = (
  { name, points, seconds }: RatePolicy,
  { remaining, resetSeconds }: Usage,
): Record<string, string> => ({
  'RateLimit-Policy': `"${name}";q=${String(points)};w=${String(seconds)}`,
  RateLimit: `"${name}";r=${String(remaining)};t=${String(resetSeconds)}`,
});
