import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';

export interface ExportPage {
  readonly exportId: Id;
  readonly number: number;
  readonly file: string;
  readonly content: string;
}

export const insertPage = async (tx: Tx, { exportId, number, file, content }: ExportPage): Promise<void> => {
  await tx('export_pages').insert({ export_id: exportId, number, file, content });
};

/** The pages of one file, in their order, one at a time: a large archive never stands in memory. */
export async function* pagesOf(reader: Reader, exportId: Id, file: string): AsyncGenerator<string> {
  for (let last = -1; ;) {
    const page = await reader('export_pages')
      .where({ export_id: exportId, file })
      .where('number', '>', last)
      .orderBy('number')
      .first<{ number: number; content: string } | undefined>('number', 'content');
    if (page === undefined) return;
    yield page.content;
    last = page.number;
  }
}
