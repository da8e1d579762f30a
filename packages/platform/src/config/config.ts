import { z } from 'zod';

export type Env = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used; the message names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads what `schema` names out of the environment, frozen. Empty strings count as absent. Throws `ConfigError`. */
export const readConfig = <S extends z.ZodObject>(schema: S, env: Env): Readonly<z.output<S>> => {
  const present = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) =>
      env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]],
    ),
  );
  const result = schema.safeParse(present);
  if (result.success) return Object.freeze(result.data);
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ConfigError(`The configuration cannot be used. ${wrong.join('; ')}`);
};

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);

/** Settings that several services read; each config picks what it needs. */
export const settings = {
  databaseUrl: z.string().startsWith('mysql://'),
  port,
  host: z.string().default('127.0.0.1'),
  url: z.string().regex(/^https?:\/\//, 'must begin with http:// or https://'),
  redisUrl: z.string().regex(/^rediss?:\/\//, 'must begin with redis://'),
  brokers: z.string().transform((text) => text.split(',').map((broker) => broker.trim())),
  secret: z.string().min(16),
  milliseconds: (fallback: number) => z.coerce.number().int().min(0).default(fallback),
  smtpUrl: z.string().regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://'),
  /** `Name <address>`, or an address alone. */
  sender: z.string().transform((text, context) => {
    const [, name = '', named, bare] =
      /^(?:([^<>"]{0,80}?)\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))$/.exec(text) ?? [];
    const address = named ?? bare;
    if (address !== undefined) return { name, address };
    context.addIssue('must be an address, or Name <address>');
    return z.NEVER;
  }),
  count: (fallback: number) => z.coerce.number().int().min(1).default(fallback),
  prefix: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,20}$/)
    .default('concord'),
} as const;
