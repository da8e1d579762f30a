// @ts-expect-error -- this package has no types
import passportFacebook from 'passport-facebook';
import { z } from 'zod';
import { byStrategy, Profile, strategyOptions } from './by-strategy.ts';
import type { Provider, ProviderCommon, ProviderSettings } from './provider.ts';
import type { NewStrategy, PassportStrategy } from './strategy.ts';

const { Strategy } = passportFacebook as { Strategy: new (...given: unknown[]) => PassportStrategy };

const User = z.object({
  _json: z.object({ id: Profile.Subject, email: z.string().optional().catch(undefined), name: Profile.text }),
});

/** The version of the Graph API that is asked; the strategy's own has long expired. */
const graphAPIVersion = 'v23.0';

/** Nothing in Facebook's profile says whether the address is verified, so none is. */
export const facebook = (settings: ProviderSettings, common: ProviderCommon): Provider => {
  const { profileUrl: profileURL } = settings;
  const given = {
    ...strategyOptions('facebook', settings, common),
    ...(profileURL && { profileURL }),
    ...{ graphAPIVersion, enableProof: true, profileFields: ['id', 'displayName', 'emails'] },
  };
  const make: NewStrategy = (options, verify) =>
    new Strategy({ ...given, ...options, scope: ['email', 'public_profile'] }, verify);
  return byStrategy({
    ...{ name: 'facebook', make, timeoutMs: common.timeoutMs },
    read: (profile) => {
      const { id, email, name } = User.parse(profile)._json;
      return { subject: id, email, emailVerified: false, name };
    },
  });
};
