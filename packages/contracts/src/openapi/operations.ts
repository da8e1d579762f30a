import type { z } from 'zod';
import type { Operation } from '../kit/operation.ts';
import { headersTaken } from './headers.ts';
import { responsesOf } from './responses.ts';
import type { JsonSchema, Schemas } from './schemas.ts';

const parametersIn = (place: 'path' | 'query', object: z.ZodObject | undefined, schemas: Schemas) => {
  if (object === undefined) return [];
  const { properties = {}, required = [] } = schemas.of(object);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as JsonSchema;
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
};

const securityOf = ({ access, guarded }: Operation): readonly Record<string, readonly string[]>[] => {
  if (access === 'user') return [{ bearer: [] }];
  return guarded === true ? [] : [{}, { bearer: [] }];
};

const bodyContent = (operation: Operation, schema: z.ZodType, schemas: Schemas) => {
  const media = { schema: schemas.of(schema) };
  return {
    'application/json': media,
    ...(operation.method === 'PATCH' ? { 'application/merge-patch+json': media } : {}),
  };
};

/** One operation as an OpenAPI operation object. */
export const operationObject = (operation: Operation, tag: string, schemas: Schemas): Record<string, unknown> => ({
  operationId: operation.id,
  tags: [tag],
  summary: operation.summary,
  ...(operation.description === undefined ? {} : { description: operation.description }),
  security: securityOf(operation),
  parameters: [
    ...parametersIn('path', operation.params, schemas),
    ...parametersIn('query', operation.query, schemas),
    ...headersTaken(operation),
  ],
  ...(operation.body === undefined
    ? {}
    : { requestBody: { required: true, content: bodyContent(operation, operation.body, schemas) } }),
  responses: responsesOf(operation, schemas),
});
