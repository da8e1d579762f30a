import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { FileBody, Id, Time } from '../kit/types.ts';

/**
 * How many exports an account may ask for within 24 hours, for how many days a finished one can be fetched, and how often each within an
 * hour.
 */
export const exportLimits = { aDay: 3, keptDays: 7, fetchesAnHour: 5 } as const;

export const Export = z
  .strictObject({
    id: Id,
    state: z.enum(['being_made', 'ready', 'failed']).meta({
      description: '`failed`: it could not be made for half a day and was given up; ask for another',
    }),
    requestedAt: Time,
    finishedAt: Time.nullable(),
    expiresAt: Time.nullable().meta({
      description: 'Until when this is known and, where it is ready, the archive can be fetched',
    }),
  })
  .meta({ id: 'Export' });

export const requestExport = operation({
  id: 'requestExport',
  method: 'POST',
  path: '/v1/me/exports',
  summary: 'Ask for all that Concord has of me',
  description: `Takes a session that logged in or was confirmed within the last 5 minutes. While one is being made it is answered again: there is one at a time, and ${String(exportLimits.aDay)} within 24 hours; those that failed do not count.`,
  access: 'user',
  replies: { 202: Export },
  errors: [errors.authenticationOld],
});

export const getExport = operation({
  id: 'getExport',
  method: 'GET',
  path: '/v1/me/exports/{id}',
  summary: 'Is my export ready?',
  access: 'user',
  params: z.strictObject({ id: Id }),
  replies: { 200: Export },
  errors: [errors.notFound],
});

export const getExportArchive = operation({
  id: 'getExportArchive',
  method: 'GET',
  path: '/v1/me/exports/{id}/archive',
  summary: 'Fetch my export',
  description: `A ZIP of JSON files, with a README.txt that says what is what. Can be fetched for ${String(exportLimits.keptDays)} days, ${String(exportLimits.fetchesAnHour)} times within an hour. Takes a session that logged in or was confirmed within the last 5 minutes.`,
  access: 'user',
  params: z.strictObject({ id: Id }),
  replies: { 200: FileBody },
  file: 'application/zip',
  errors: [errors.notFound, errors.authenticationOld],
});
