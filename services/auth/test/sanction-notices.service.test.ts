import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Auth } from './auth.ts';
import { startAuthWithMail, type Mailbox } from './mailbox.ts';
import { member } from './staff.ts';

let box: Mailbox;
let auth: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail();
});
afterAll(() => auth.stop());

test('who is suspended, banned, restored or given roles is told by mail, with the reason', async () => {
  const [admin, subject] = [await member(auth, 'admin'), await member(auth)];
  await auth.db('users').where({ id: subject.id }).update({ email_verified_at: new Date() });
  const params = { id: subject.id };
  const told = async (title: string) => (await box.next(subject.email, title)).mail.text;
  await admin.api.suspendAccount({ params, body: { reason: 'Sells followers' } });
  expect(await told('Your account was suspended')).toContain('Sells followers');
  await admin.api.liftSuspension({ params });
  await told('Your account is back');
  await admin.api.banAccount({ params, body: { reason: 'Sells them again' } });
  expect(await told('Your account was banned')).toContain('Sells them again');
  await admin.api.liftBan({ params });
  await told('Your account is back');
  await admin.api.updateRoles({ params, body: { roles: ['user', 'moderator'], reason: 'Helps' } });
  expect(await told('Your roles were changed')).toContain('moderator');
});

test('nobody is told of what changed nothing', async () => {
  const [admin, subject] = [await member(auth, 'admin'), await member(auth)];
  const params = { id: subject.id };
  await admin.api.liftSuspension({ params });
  await admin.api.updateRoles({ params, body: { roles: ['user'], reason: 'As before' } });
  const { length } = await auth.rows('audit_log', { action: 'roles_changed', user_id: subject.id });
  expect(length).toBe(0);
  const queued = (await auth.rows('mails')).map(({ content }) => (content as { kind: string }).kind);
  expect(queued).not.toContain('notice');
  expect(box.of(subject.email).map(({ mail }) => mail.subject)).not.toContain('Your roles were changed');
});
