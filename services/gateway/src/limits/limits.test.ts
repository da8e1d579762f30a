import { expect, test } from '@jest/globals';
import { contract } from '@concord/contracts';
import { addressKey, clientAddress } from './address.ts';
import { standing } from './standing.ts';
import { counted, policies } from './table.ts';

test.each([
  ['what a client claims is not believed', '10.0.0.9', '1.2.3.4', 0, '10.0.0.9'],
  ['one proxy of ours: the entry it wrote', '10.0.0.9', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
  ['two proxies of ours', '10.0.0.9', '6.6.6.6, 1.2.3.4, 10.0.0.8', 2, '1.2.3.4'],
  ['fewer entries than proxies', '10.0.0.9', '1.2.3.4', 3, '1.2.3.4'],
  ['no header at all', '10.0.0.9', '', 1, '10.0.0.9'],
  ['nonsense in the header', '10.0.0.9', '<script>', 1, '10.0.0.9'],
])('the client’s address: %s', (_, peer, forwardedFor, trusted, address) => {
  expect(clientAddress(peer, forwardedFor, trusted)).toBe(address);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['not an address', 'unknown'],
])('%s is counted as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});

const somebody = { operator: false, account: 7, addressKey: '203.0.113.7' };
const nobody = { ...somebody, account: null };

test('ways to guess a password are counted by address, with or without an account', () => {
  for (const caller of [somebody, nobody])
    expect(counted(contract.auth.createSession, caller)).toEqual({ policy: policies.guarded, key: '203.0.113.7' });
});

test('everyone else is counted by account, or by address without one', () => {
  expect(counted(contract.post.getPost, nobody)).toEqual({ policy: policies.anonymous, key: '203.0.113.7' });
  expect(counted(contract.post.getPost, somebody)).toEqual({ policy: policies.read, key: '7' });
  expect(counted(contract.post.createPost, somebody)).toEqual({ policy: policies.write, key: '7' });
});

test('what is not in the contract counts as well', () => {
  expect(counted(null, nobody).policy).toBe(policies.anonymous);
});

test('the operator’s credential has a counter of its own', () => {
  expect(counted(contract.auth.createAccount, { ...nobody, operator: true }).policy).toBe(policies.operator);
});

test('a caller is told the limit and what is left of it', () => {
  expect(standing(policies.read, { admitted: true, remaining: 599, resetSeconds: 42 })).toEqual({
    'RateLimit-Policy': '"read";q=600;w=60',
    RateLimit: '"read";r=599;t=42',
  });
});
