import { randomUUID } from 'node:crypto';

/** A statement as it was sent to MySQL. */
export type Sent = { readonly sql: string; readonly bindings?: readonly unknown[] };

/** What the recorded statements were about. */
export type Sample = { readonly id: number; readonly content: string };

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The statements of one recorded transaction, as one query for another post: its id, its text, its event's id and the time take the place
 * of those recorded, everything else stays.
 */
export const transcriptOf = (statements: readonly Sent[], recorded: Sample) => {
  const sql = statements.map((statement) => statement.sql.replace(/;\s*$/, '')).join('; ');
  const values = statements.flatMap(({ bindings = [] }) => bindings);
  const inText = String(recorded.id);
  return ({ id, content }: Sample): { readonly sql: string; readonly bindings: readonly unknown[] } => {
    const [eventId, now] = [randomUUID(), new Date()];
    const other = (value: unknown): unknown => {
      if (value === recorded.id) return id;
      if (value === recorded.content) return content;
      if (value instanceof Date) return now;
      if (typeof value !== 'string') return value;
      return uuid.test(value) ? eventId : value.replaceAll(inText, String(id));
    };
    return { sql, bindings: values.map(other) };
  };
};
