import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { written } from '../domain/content.ts';
import { blankProfile, findProfile, lockProfile } from '../store/profiles.ts';

/** What a moderator decided; who may decide is the moderation service's policy. */
export const removeProfileContent = handler(
  contract.user.removeProfileContent,
  ({ db, people, clock }: Deps) =>
    async ({ params }) => {
      const profile = await people.find(params.id);
      if (profile === null) return noContent();
      await transaction(db, async (tx) => {
        await lockProfile(tx, profile.id);
        const held = await findProfile(tx, profile.id);
        if (held !== undefined && written(held)) await blankProfile(tx, held, clock());
      });
      await people.changed(profile.id);
      return noContent();
    },
);
