import { errors, mostIdentities } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atOnce, codesOf, succeeded, type Auth } from './auth.ts';
import { aFacebooker, aGoogler, aVerifier, startOauth, type OauthWorld } from './oauth.ts';

let world: OauthWorld;
let auth: Auth;
beforeAll(async () => {
  world = await startOauth();
  auth = world.auth;
});
afterAll(() => world.stop());

const somebody = async () => auth.logIn(await auth.signUp());
const proven = (visitor = aGoogler()) => world.browser().visit('google', visitor, 'link');
const link = async (api: Awaited<ReturnType<typeof somebody>>['api'], visitor = aGoogler()) => {
  const { code, verifier } = await proven(visitor);
  return api.linkIdentity({ body: { code, verifier } });
};

test('nobody sees, links or unlinks without a session', async () => {
  await expect(auth.anonymous.listIdentities()).toFail(errors.unauthenticated);
  await expect(auth.anonymous.linkIdentity({ body: { code: aVerifier(), verifier: aVerifier() } })).toFail(
    errors.unauthenticated,
  );
  await expect(auth.anonymous.unlinkIdentity({ params: { id: '1' } })).toFail(errors.unauthenticated);
});

test('nobody unlinks what is another’s, and cannot tell it from nothing', async () => {
  const [owner, other] = [await somebody(), await somebody()];
  const { id } = await link(owner.api);
  await expect(other.api.unlinkIdentity({ params: { id } })).toFail(errors.notFound);
  expect((await owner.api.listIdentities()).items).toHaveLength(1);
});

test('linking and unlinking take a recent proof of who calls; the code is not spent by that', async () => {
  const person = await auth.signUp();
  const { api } = await auth.logIn(person);
  const { id } = await link(api);
  auth.advance(300_000);
  const { code, verifier } = await proven();
  await expect(api.linkIdentity({ body: { code, verifier } })).toFail(errors.authenticationOld);
  await expect(api.unlinkIdentity({ params: { id } })).toFail(errors.authenticationOld);
  await api.confirmSession({ body: { password: person.password } });
  await expect(api.linkIdentity({ body: { code, verifier } })).resolves.toMatchObject({ provider: 'google' });
  await api.unlinkIdentity({ params: { id } });
  expect((await api.listIdentities()).items).toHaveLength(1);
});

test('a wrong or spent code, a wrong verifier and the code of a login link nothing', async () => {
  const { api } = await somebody();
  const [wrong, spent] = [await proven(), await proven()];
  await api.linkIdentity({ body: { code: spent.code, verifier: spent.verifier } });
  const { code, verifier } = await world.browser().visit('google', aGoogler());
  for (const body of [
    { code: aVerifier(), verifier: aVerifier() },
    { code: wrong.code, verifier: aVerifier() },
    { code: wrong.code, verifier: wrong.verifier },
    { code: spent.code, verifier: spent.verifier },
    { code, verifier },
  ])
    await expect(api.linkIdentity({ body })).toFail(errors.codeInvalid);
  expect((await api.listIdentities()).items).toHaveLength(1);
});

test('what was linked is a way to log in; an address does not matter for that', async () => {
  const { api, tokens } = await somebody();
  const visitor = aGoogler({ verified: false });
  expect(await link(api, visitor)).toMatchObject({ provider: 'google', email: visitor.claims['email'] });
  expect((await world.enter('google', visitor)).tokens.accountId).toBe(tokens.accountId);
  expect(await auth.rows('audit_log', { action: 'identity_linked', user_id: tokens.accountId })).toHaveLength(1);
});

test('what another account has is not to be had, what one has oneself is linked', async () => {
  const [owner, other] = [await somebody(), await somebody()];
  const visitor = aGoogler();
  const { id } = await link(owner.api, visitor);
  await expect(link(other.api, visitor)).toFail(errors.identityTaken);
  expect(await link(owner.api, visitor)).toMatchObject({ id });
  expect(await auth.rows('audit_log', { action: 'identity_linked', user_id: owner.tokens.accountId })).toHaveLength(1);
});

test('of ten accounts that link one identity at once, one has it', async () => {
  const visitor = aGoogler();
  const people = await Promise.all(Array.from({ length: 10 }, somebody));
  const outcomes = await atOnce(10, (index) => link(people[index]!.api, visitor));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(codesOf(outcomes)).toEqual(Array.from({ length: 9 }, () => errors.identityTaken.code));
});

test('an account has a bounded number of them', async () => {
  const { api } = await somebody();
  for (let count = 0; count < mostIdentities; count += 1) await link(api);
  await expect(link(api)).toFail(errors.impossible);
});

test('the last credential stays: with a password all identities go, without one the last stays', async () => {
  const { api: withPassword } = await somebody();
  const only = await link(withPassword);
  await withPassword.unlinkIdentity({ params: { id: only.id } });
  expect(await withPassword.listIdentities()).toEqual({ items: [], hasPassword: true });

  const { api, tokens } = await world.enter('google', aGoogler());
  const [first] = (await api.listIdentities()).items;
  await expect(api.unlinkIdentity({ params: { id: first!.id } })).toFail(errors.lastCredential);
  await link(api);
  await api.unlinkIdentity({ params: { id: first!.id } });
  expect((await api.listIdentities()).items).toHaveLength(1);
  expect(await auth.rows('audit_log', { action: 'identity_unlinked', user_id: tokens.accountId })).toHaveLength(1);
});

test('of all identities unlinked at once one is left', async () => {
  const { api } = await world.enter('facebook', aFacebooker(`${aVerifier().slice(0, 12)}@example.org`));
  for (let count = 0; count < 4; count += 1) await link(api);
  const { items } = await api.listIdentities();
  const outcomes = await atOnce(5, (index) => api.unlinkIdentity({ params: { id: items[index]!.id } }));
  expect(succeeded(outcomes)).toHaveLength(4);
  expect(codesOf(outcomes)).toEqual([errors.lastCredential.code]);
});

test('what was unlinked is a stranger: the account is not found by it any more', async () => {
  const { api, tokens } = await somebody();
  const visitor = aGoogler();
  const { id } = await link(api, visitor);
  await api.unlinkIdentity({ params: { id } });
  expect((await world.enter('google', visitor)).tokens.accountId).not.toBe(tokens.accountId);
});
