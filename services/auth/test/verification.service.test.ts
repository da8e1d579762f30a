import { errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Auth } from './auth.ts';
import { startAuthWithMail, type Mailbox } from './mailbox.ts';
import { aFacebooker, aGoogler, startOauth } from './oauth.ts';

let box: Mailbox;
let auth: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail({ CONCORD_EMAIL_VERIFICATION: 'required' });
});
afterAll(() => auth.stop());

test('where verification is required, a new account cannot log in, as if the password were wrong', async () => {
  const account = await auth.signUp();
  await expect(auth.logIn(account)).toFail(errors.credentialsWrong);
});

test('signing up says that it is done by mail, for a known address too', async () => {
  const { email } = await auth.signUp();
  for (const own of [{}, { email }])
    expect(await auth.anonymous.createAccount({ body: anAccount(own) })).toMatchObject({ verification: 'by_mail' });
});

test('a verified account can log in', async () => {
  const account = await auth.signUp();
  await auth.db('users').where({ email: account.email }).update({ email_verified_at: new Date() });
  await expect(auth.logIn(account)).resolves.toBeDefined();
});

test('a provider that vouches for the address is a verification, one that does not is none', async () => {
  const world = await startOauth({ ...box.settings, CONCORD_EMAIL_VERIFICATION: 'required' });
  await expect(world.enter('google', aGoogler())).resolves.toBeDefined();
  const grace = aFacebooker(anAccount().email);
  for (let time = 0; time < 2; time += 1)
    expect(await world.browser().visit('facebook', grace)).toMatchObject({ error: 'email_unverified', code: '' });
  await world.auth.db('users').where({ email: grace.claims['email'] }).update({ email_verified_at: new Date() });
  await expect(world.enter('facebook', grace)).resolves.toBeDefined();
  await world.stop();
});
