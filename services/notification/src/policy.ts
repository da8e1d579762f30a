import { errors } from '@concord/contracts';
import type { Unsubscription } from './domain/unsubscription.ts';

/** A device is registered only where it can be pushed to: push is on here, and its endpoint is a public address. */
export const mustBeReachable = (push: { mayCall(endpoint: string): boolean } | null, endpoint: string): void => {
  if (push === null) throw errors.impossible('This deployment sends no push messages');
  if (!push.mayCall(endpoint)) throw errors.impossible('The endpoint must be an https address of a public host');
};

/** A token that nobody here has made stands for nothing. */
export const mustBeOurs = (unsubscription: Unsubscription | null): Unsubscription => {
  if (unsubscription === null) throw errors.notFound();
  return unsubscription;
};
