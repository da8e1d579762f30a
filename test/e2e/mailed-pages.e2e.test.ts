import { expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { follow, linkIn, look, mailTo } from './mailed.ts';
import { anyone, somebody } from './platform.ts';

const verified = async (api: Awaited<ReturnType<typeof somebody>>['api']) => (await api.getOwnAccount()).emailVerified;

test('an address is verified by the form that the link of the mail leads to, and not by looking at it', async () => {
  const ada = await somebody();
  const link = linkIn(await mailTo(ada, 'Confirm your e-mail address'), 'Confirm your address');
  const page = await look(link);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await page.text()).not.toMatch(/<script>|<style|style=| on\w+=/);
  expect(await verified(ada.api)).toBe(false);
  // A click by somebody whose address a stranger typed proves nothing of the stranger.
  expect((await follow(link, { password: 'what somebody else guesses' })).status).toBe(errors.credentialsWrong.status);
  expect(await verified(ada.api)).toBe(false);
  expect((await follow(link, { password: ada.password })).status).toBe(200);
  expect(await verified(ada.api)).toBe(true);
  expect((await follow(link, { password: ada.password })).status).toBe(errors.linkInvalid.status);
});

test('who forgot the password chooses another one, and logs in with it', async () => {
  const ada = await somebody();
  const asked = await look('http://anywhere/forgot-password');
  expect(await asked.text()).toContain('name="email"');
  await follow('http://anywhere/forgot-password#token=', { email: `${ada.username}@example.org` });
  const link = linkIn(await mailTo(ada, 'Choose a new password'), 'Choose a new password');
  expect((await follow(link, { password: 'short' })).status).toBe(errors.invalid.status);
  expect((await follow(link, { password: 'quite another one' })).status).toBe(200);
  const login = { login: ada.username, password: 'quite another one' };
  await expect(anyone.createSession({ body: login })).resolves.toMatchObject({ accountId: ada.id });
  expect(await (await follow('http://anywhere/login', login)).text()).toContain(`Welcome, ${ada.displayName}`);
});

test('another address counts once its mail was answered', async () => {
  const ada = await somebody();
  const username = `${ada.username}_new`;
  await ada.api.requestEmailChange({ body: { email: `${username}@example.org` } });
  const link = linkIn(await mailTo({ username }, 'Confirm your new e-mail address'), 'Confirm your new address');
  expect((await look(link)).status).toBe(200);
  expect((await follow(link, { password: ada.password })).status).toBe(200);
  expect(await ada.api.getOwnAccount()).toMatchObject({ email: `${username}@example.org` });
});
