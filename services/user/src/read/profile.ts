import type { Viewer } from '@concord/audience';
import type { Id, Profile as ProfileSchema } from '@concord/contracts';
import type { Db } from '@concord/platform';
import type { z } from 'zod';
import { noBond, relationIn, type Bond } from '../domain/bond.ts';
import type { People } from '../people/people.ts';
import { mayKnow } from '../policy.ts';
import { readBond } from '../store/edges.ts';
import { findContact } from '../store/profiles.ts';
import { profileView, showsPage, type PageFacts } from '../views/profile.ts';
import { countsOf } from './counts.ts';

const noContact = { email: null, phone: null };

/** What is between a viewer and somebody; nothing for who has no account and for oneself. */
export const bondOf = async (db: Db, viewer: Viewer, id: Id): Promise<Bond> =>
  viewer === null || viewer === id ? noBond : readBond(db, viewer, id);

/** Somebody's profile as the viewer may see it; throws `not_found` where they may not know of this person. */
export const profileFor = async (
  { db, people }: { readonly db: Db; readonly people: People },
  viewer: Viewer,
  id: Id,
): Promise<z.output<typeof ProfileSchema>> => {
  const [profile, bond] = await Promise.all([people.shown(id), bondOf(db, viewer, id)]);
  mayKnow(viewer, relationIn(bond), profile);
  const facts = showsPage(viewer, bond, profile) ? await pageFacts(db, id) : null;
  return profileView(viewer, bond, profile, facts);
};

const pageFacts = async (db: Db, id: Id): Promise<PageFacts> => {
  const [counts, contact] = await Promise.all([countsOf(db, id), findContact(db, id)]);
  return { counts, contact: contact ?? noContact };
};
