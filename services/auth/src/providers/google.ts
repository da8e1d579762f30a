// @ts-expect-error -- this package has no types
import passportGoogle from 'passport-google-oauth20';
import { z } from 'zod';
import { byStrategy, Profile, strategyOptions } from './by-strategy.ts';
import type { Provider, ProviderCommon, ProviderSettings } from './provider.ts';
import type { NewStrategy, PassportStrategy } from './strategy.ts';

const { Strategy } = passportGoogle as { Strategy: new (...given: unknown[]) => PassportStrategy };

/** OpenID Connect Core section 5.1: `email_verified` is a boolean; nothing else counts as true. */
const Claims = z.object({
  _json: z.object({
    sub: Profile.Subject,
    email: z.string().optional().catch(undefined),
    email_verified: z.literal(true).optional().catch(undefined),
    name: Profile.text,
  }),
});

export const google = (settings: ProviderSettings, common: ProviderCommon): Provider => {
  const { profileUrl: userProfileURL } = settings;
  const given = { ...strategyOptions('google', settings, common), ...(userProfileURL && { userProfileURL }) };
  const make: NewStrategy = (options, verify) =>
    new Strategy({ ...given, ...options, scope: ['openid', 'email', 'profile'] }, verify);
  return byStrategy({
    ...{ name: 'google', make, timeoutMs: common.timeoutMs },
    read: (profile) => {
      const { sub, email, email_verified, name } = Claims.parse(profile)._json;
      return { subject: sub, email, emailVerified: email_verified === true, name };
    },
  });
};
