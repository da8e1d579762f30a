import { errors } from '@concord/contracts';
import { oddWord } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Auth } from './auth.ts';
import { mailbox, subjects, type Mailbox } from './mailbox.ts';
import { aFacebooker, aGoogler, startOauth, type OauthWorld } from './oauth.ts';

let box: Mailbox;
let world: OauthWorld;
let auth: Auth;
beforeAll(async () => {
  box = await mailbox();
  world = await startOauth(box.settings);
  ({ auth } = world);
});
afterAll(async () => {
  await world.stop();
  await box.stop();
});

const password = 'quite another one';
const verify = (username: string) => auth.db('users').where({ username }).update({ email_verified_at: new Date() });
const reset = async (email: string) => {
  await auth.anonymous.requestPasswordReset({ body: { email } });
  await auth.anonymous.confirmPasswordReset({ body: { token: await box.token(email, subjects.reset), password } });
};
/** Somebody who signed up with an address and linked what they have at Google. */
const linked = async () => {
  const person = await auth.signUp();
  const { api, tokens } = await auth.logIn(person);
  const visitor = aGoogler();
  const { code, verifier } = await world.browser().visit('google', visitor, 'link');
  await api.linkIdentity({ body: { code, verifier } });
  return { ...person, tokens, visitor };
};
const identitiesOf = (accountId: string) => auth.rows('identities', { user_id: accountId });

describe('a password chosen by mail', () => {
  test('leaves nobody in who came by a provider before the address was verified', async () => {
    const { email, tokens, visitor } = await linked();
    await reset(email);
    expect(await identitiesOf(tokens.accountId)).toEqual([]);
    expect((await world.enter('google', visitor)).tokens.accountId).not.toBe(tokens.accountId);
    await expect(auth.logIn({ username: email, password })).resolves.toBeDefined();
  });

  test('nor who made the account by a provider that vouches for nothing', async () => {
    const email = `${oddWord()}@example.org`;
    const visitor = aFacebooker(email);
    await world.enter('facebook', visitor);
    await reset(email);
    expect(await world.browser().visit('facebook', visitor)).toMatchObject({ error: 'link_required' });
  });

  test('keeps the providers of a verified account, and tells the owner which they are', async () => {
    const { email, tokens, visitor, username } = await linked();
    await verify(username);
    await reset(email);
    expect((await world.enter('google', visitor)).tokens.accountId).toBe(tokens.accountId);
    const { mail } = await box.next(email, 'Your password was changed');
    expect(mail.text).toContain('One can log in with Google as before');
  });
});

describe('a code that was got before', () => {
  const refused = (held: { code: string; verifier: string }) =>
    expect(auth.logInByCode(held)).toFail(errors.codeInvalid);

  test('is not good after the account was taken over', async () => {
    const { email, visitor, tokens } = await linked();
    const held = await world.browser().visit('google', visitor);
    const owner = await world.enter('google', aGoogler({ email }));
    expect(owner.tokens.accountId).toBe(tokens.accountId);
    await refused(held);
    expect(await auth.rows('sessions', { user_id: tokens.accountId, revoked_at: null })).toHaveLength(1);
  });

  test('nor after a new password was chosen by mail or here', async () => {
    const { email, username, visitor } = await linked();
    await verify(username);
    const held = await world.browser().visit('google', visitor);
    await reset(email);
    await refused(held);
    const again = await world.browser().visit('google', visitor);
    await (await auth.logIn({ username, password })).api.updatePassword({ body: { password: `${password} again` } });
    await refused(again);
  });

  test('nor after its provider was unlinked', async () => {
    const { visitor, tokens, ...person } = await linked();
    const held = await world.browser().visit('google', visitor);
    const { api } = await auth.logIn(person);
    const [identity] = await identitiesOf(tokens.accountId);
    await api.unlinkIdentity({ params: { id: String(identity?.['id']) } });
    await refused(held);
  });

  test('but it is good after another session was ended, and after another way to log in was linked', async () => {
    const { visitor, tokens, ...person } = await linked();
    const held = await world.browser().visit('google', visitor);
    const { api } = await auth.logIn(person);
    await api.deleteSession({ params: { id: tokens.sessionId } });
    const { code, verifier } = await world.browser().visit('google', aGoogler(), 'link');
    await api.linkIdentity({ body: { code, verifier } });
    expect((await auth.logInByCode(held)).tokens.accountId).toBe(tokens.accountId);
  });
});
