import type { Context } from 'koa';

const longest = 2_000;

/** The fields of a small form. */
export const formOf = async (context: Context): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of context.req) {
    text += String(chunk);
    if (text.length > longest) context.throw(413);
  }
  return new URLSearchParams(text);
};
