import { expect, test } from '@jest/globals';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import { passwordFault } from './password-rules.ts';

const owner = { email: 'Ada.Lovelace@Example.org', username: 'ada_lovelace' };

test.each([
  ['password1', 'common'],
  ['PassWord1', 'common'],
  ['12345678', 'common'],
  ['iloveyou', 'common'],
  ['ADA_lovelace', 'personal'],
  ['ada.lovelace', 'personal'],
  ['ada.lovelace@example.org', 'personal'],
  ['ada_lovelace!', null],
  ['analytical engine', null],
  ['пароль с буквами', null],
])('%s is judged %s', (password, fault) => expect(passwordFault(password, owner, isCommonPassword)).toBe(fault));
