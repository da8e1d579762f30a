import { contract, type ServiceName } from '../contract.ts';
import { errors } from '../errors.ts';
import type { Operation } from '../kit/operation.ts';
import { ProblemDocument } from '../kit/problem-document.ts';
import { parameters } from './headers.ts';
import { operationObject } from './operations.ts';
import { headers, problemExample } from './responses.ts';
import { schemas as newSchemas } from './schemas.ts';

export interface OpenApiOptions {
  readonly version: string;
  /** Base URLs of the gateway as its callers reach it. */
  readonly servers: readonly string[];
}

const tags: Readonly<Record<ServiceName, { name: string; description: string }>> = {
  auth: { name: 'Accounts', description: 'Signing up, logging in and out, sessions and keys' },
  user: { name: 'People', description: 'Profiles, privacy, and what people are to each other' },
  post: { name: 'Posts', description: 'Writing, reading, and the feed' },
  comment: { name: 'Comments', description: 'Threads under posts' },
  reaction: { name: 'Reactions', description: 'Who likes what' },
  notification: { name: 'Notifications', description: 'What happened to me, as a list and in real time' },
  moderation: { name: 'Moderation', description: 'What people report, and what moderators decide about it' },
  engagement: { name: 'Engagement', description: 'What people do with posts, by hours and days, and what is trending' },
  search: { name: 'Search', description: 'Finding posts, comments, people and hashtags: only what the caller may see' },
};

const description = `A self-hosted social data platform.

Ids are opaque strings, times are RFC 3339 in UTC. Unknown fields are refused. What you may not know of answers 404.
Lists take \`limit\` and \`cursor\` and answer \`items\` and \`nextCursor\` (also as \`Link: rel="next"\`). A page may be short or empty and yet have a next one.
Failures are \`application/problem+json\` (RFC 9457) with a permanent \`code\`.
What makes something takes an \`Idempotency-Key\`, so that it can be sent again safely.
What has an \`ETag\` is read again with \`If-None-Match\` and changed with \`If-Match\`.
Writes answer a receipt in \`Concord-Version\`; a read that carries it in \`Concord-Wait\` shows that write.
Answers tell the limit that they were counted by and what is left of it: \`RateLimit-Policy\` and \`RateLimit\`.`;

type Owned = readonly [ServiceName, Operation];

const publicOperations = (): readonly Owned[] =>
  (Object.keys(contract) as ServiceName[])
    .flatMap((service) => Object.values<Operation>(contract[service]).map((operation): Owned => [service, operation]))
    .filter(([, { access }]) => access !== 'internal');

/** The OpenAPI 3.1 document of the public API, as plain JSON. */
export const openApi = ({ version, servers }: OpenApiOptions): Record<string, unknown> => {
  const schemas = newSchemas();
  schemas.of(ProblemDocument);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [service, operation] of publicOperations()) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] = operationObject(operation, tags[service].name, schemas);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Concord',
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: servers.map((url) => ({ url })),
    tags: Object.values(tags),
    paths,
    components: {
      schemas: schemas.components,
      headers,
      parameters,
      examples: Object.fromEntries(
        Object.values(errors).map((spec) => [spec.code, { summary: spec.title, value: problemExample(spec) }]),
      ),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The `accessToken` of `POST /v1/sessions`; good for 10 minutes, then `POST /v1/sessions/refresh`',
        },
      },
    },
  };
};
