// @ts-expect-error -- this package has no types
import passportGithub from 'passport-github2';
import { z } from 'zod';
import { byStrategy, Profile, strategyOptions } from './by-strategy.ts';
import type { Provider, ProviderCommon, ProviderSettings } from './provider.ts';
import type { NewStrategy, PassportStrategy } from './strategy.ts';

const { Strategy } = passportGithub as { Strategy: new (...given: unknown[]) => PassportStrategy };

const Email = z.object({ value: z.string(), verified: z.boolean(), primary: z.boolean() });
const User = z.object({
  _json: z.object({ id: Profile.Subject, login: Profile.text, name: Profile.text }),
  emails: z.array(Email).max(100),
});

/** Made up by GitHub for who hides theirs: nobody reads what is sent there. */
const isReachable = ({ value }: z.output<typeof Email>): boolean => !value.endsWith('@users.noreply.github.com');

/** The address of an account: of those that are verified the primary one, else any; of those that are not only to say that there is one. */
const best = (emails: readonly z.output<typeof Email>[]): z.output<typeof Email> | undefined => {
  const own = emails.filter(isReachable);
  const verified = own.filter((email) => email.verified);
  return verified.find(({ primary }) => primary) ?? verified[0] ?? own[0];
};

/** Addresses and whether they are verified come from `/user/emails`; the one in the profile is what people like to show. */
export const github = (settings: ProviderSettings, common: ProviderCommon): Provider => {
  const { profileUrl: userProfileURL, emailsUrl: userEmailURL } = settings;
  const given = {
    ...strategyOptions('github', settings, common),
    ...(userProfileURL && { userProfileURL }),
    ...(userEmailURL && { userEmailURL }),
  };
  const make: NewStrategy = (options, verify) =>
    new Strategy({ ...given, ...options, scope: ['user:email'], allRawEmails: true }, verify);
  return byStrategy({
    ...{ name: 'github', make, timeoutMs: common.timeoutMs },
    read: (profile) => {
      const { _json: user, emails } = User.parse(profile);
      const email = best(emails);
      const told = { email: email?.value, emailVerified: email?.verified === true };
      return { subject: user.id, ...told, handle: user.login, name: user.name };
    },
  });
};
