import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';

export const readProfileContent = handler(
  contract.user.readProfileContent,
  ({ people }: Deps) =>
    async ({ params }) => {
      const profile = await people.find(params.id);
      if (profile === null || profile.status === 'deleted') throw errors.notFound();
      const { username, displayName, bio, avatarUrl, coverUrl, location, website } = profile;
      return ok({ username, displayName, bio, avatarUrl, coverUrl, location, website });
    },
);
