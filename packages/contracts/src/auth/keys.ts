import { z } from 'zod';
import { operation } from '../kit/operation.ts';

const PublicKey = z.object({ kty: z.string(), kid: z.string(), alg: z.string(), use: z.string() }).catchall(z.string());

export const getKeys = operation({
  id: 'getKeys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'The public keys that access tokens are signed with (RFC 7517)',
  access: 'anyone',
  replies: { 200: z.strictObject({ keys: z.array(PublicKey) }) },
  errors: [],
});
