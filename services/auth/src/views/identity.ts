import type { Identity } from '../domain/identity.ts';

export const identityView = ({ id, provider, email, createdAt, lastUsedAt }: Identity) => ({
  ...{ id, provider, email },
  ...{ createdAt, lastUsedAt },
});
