import type { z } from 'zod';
import { contract, errors, errorsOf, events, routingErrors, commonErrors, state } from '../src/index.ts';
import type { ErrorSpec, Operation, StateStream } from '../src/index.ts';
import { privacyPage } from './privacy-page.ts';

const made = '<!-- Made from packages/contracts by `npm run docs`; a test proves it current. Do not edit. -->';

/** Pages under `docs/` that are made from the contracts, by file name. */
export const pages = (): Readonly<Record<string, string>> => ({
  'errors.md': errorsPage(),
  'streams.md': streamsPage(),
  'privacy.md': privacyPage(made),
});

const operations: readonly Operation[] = Object.values(contract)
  .flatMap((service) => Object.values<Operation>(service))
  .filter(({ access }) => access !== 'internal');

const errorsPage = (): string => `# Errors

${made}

Every failure is \`application/problem+json\` (RFC 9457). Decide by \`code\`: it is permanent; \`detail\` is for people and may change.
\`errors\` points at the places in the request that are wrong; \`traceId\` stands in our log. "Again" means that the same request may
succeed later: wait as long as \`Retry-After\` says.

| code | status | again | what it means |
| --- | --- | --- | --- |
${catalogue()
  .map(
    ({ code, status, retriable, title }) =>
      `| [\`${code}\`](#${code}) | ${String(status)} | ${retriable ? 'yes' : 'no'} | ${title} |`,
  )
  .join('\n')}

${catalogue().map(errorSection).join('\n\n')}
`;

const catalogue = (): readonly ErrorSpec[] => Object.values<ErrorSpec>(errors).toSorted((a, b) => a.status - b.status);

const errorSection = (spec: ErrorSpec): string => `## ${spec.code}

${String(spec.status)}. ${spec.title}.

${whoAnswers(spec)}`;

const whoAnswers = (spec: ErrorSpec): string => {
  const has = (specs: readonly ErrorSpec[]) => specs.some(({ code }) => code === spec.code);
  const common = operations.filter((operation) => has(commonErrors(operation)));
  if (common.length === operations.length) return 'Any operation may answer this.';
  const takers = operations.filter(({ body }) => body !== undefined);
  if (common.length > 0 && common.length === takers.length) return 'Any operation that takes a body may answer this.';
  const listing = operations.filter((operation) => has(errorsOf(operation))).map(({ id }) => `\`${id}\``);
  const routing = has(routingErrors) ? 'Answered where a path or method is not known. ' : '';
  return `${routing}${listing.length === 0 ? '' : `Operations: ${listing.join(', ')}.`}`.trim();
};

const streamsPage = (): string => `# Streams

${made}

## State streams: what is

One compacted topic per captured table, keyed by its primary key, one message per committed change of a row. \`version\` is the only
order: apply a row only if it is not older than what you hold.

${Object.values(state)
  .flatMap((service) => Object.values<StateStream>(service))
  .map(streamSection)
  .join('\n\n')}

## Events: what happened

Appended through the outbox in the transaction of the change, keyed by the aggregate's id. They carry ids and versions, never text.

| event | topic | payload | what happened |
| --- | --- | --- | --- |
${Object.values(events)
  .map(({ type, topic, payload, summary }) => `| \`${type}\` | \`${topic}\` | ${keys(payload)} | ${summary} |`)
  .join('\n')}
`;

const streamSection = ({ topic, key, columns, summary }: StateStream): string => `### ${topic}

${summary}.

Key: ${key.map((column) => `\`${column}\``).join(', ')}. Columns: ${keys(columns)}.`;

const keys = (object: z.ZodObject): string =>
  Object.keys(object.shape)
    .map((name) => `\`${name}\``)
    .join(', ');
