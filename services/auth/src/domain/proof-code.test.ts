import { expect, test } from '@jest/globals';
import { fingerprint, isSecret, isVerifierOf, newSecret, returnAddress } from './proof-code.ts';

test('a verifier is told by its S256 (RFC 7636, appendix B)', () => {
  const [verifier, challenge] = [
    'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  ];
  expect(isVerifierOf(verifier, challenge)).toBe(true);
  for (const wrong of [challenge, verifier.slice(1), `${verifier}a`, ''])
    expect(isVerifierOf(wrong, challenge)).toBe(false);
  for (const wrong of ['', 'E9', verifier]) expect(isVerifierOf(verifier, wrong)).toBe(false);
});

test('a state and a cookie make one fingerprint together, and none without the other', () => {
  const [state, cookie] = [newSecret(), newSecret()];
  expect(fingerprint(state, cookie)).toBe(fingerprint(state, cookie));
  const others = [
    fingerprint(state, newSecret()),
    fingerprint(newSecret(), cookie),
    fingerprint(state, ''),
    fingerprint(state),
  ];
  expect(others).not.toContain(fingerprint(state, cookie));
});

test.each([null, '', 'short', `${newSecret()}=`, `${newSecret().slice(1)}.`])('%j is no cookie of ours', (text) => {
  expect(isSecret(text)).toBe(false);
});

test.each([
  ['https://app.example/', 'https://app.example/?code=x+y'],
  ['https://app.example/a?b=c', 'https://app.example/a?b=c&code=x+y'],
  ['https://app.example/?code=old', 'https://app.example/?code=x+y'],
  ['com.example.app:/back', 'com.example.app:/back?code=x+y'],
])('back to %s', (returnTo, expected) => {
  expect(returnAddress(returnTo, { code: 'x y' })).toBe(expected);
});
