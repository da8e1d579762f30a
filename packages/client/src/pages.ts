import type { Page } from '@concord/contracts';
import type { CallOptions } from './api.ts';

interface Paged {
  readonly query?: { cursor?: string | undefined };
}

/**
 * Reads a list to its end, page by page: `for await (const { items } of pages(api.listPosts, { params: { id } }))`.
 * Stop reading and no further page is asked for.
 */
export async function* pages<I extends Paged, P extends Page<unknown>>(
  list: (input: I, options?: CallOptions) => Promise<P>,
  input: NoInfer<I>,
  options?: CallOptions,
): AsyncGenerator<P, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await list(cursor === undefined ? input : { ...input, query: { ...input.query, cursor } }, options);
    yield page;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
