/** The value of a cookie in a `Cookie` header (RFC 6265 section 5.4); null where it is not. */
export const cookieIn = (header: string | undefined, name: string): string | null => {
  const begin = `${name}=`;
  const pair = (header ?? '').split(';').find((one) => one.trim().startsWith(begin));
  return pair === undefined ? null : pair.trim().slice(begin.length);
};
