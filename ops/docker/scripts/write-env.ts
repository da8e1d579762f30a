import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../stack/files.ts';
import { password, signingKey } from '../../stack/secrets.ts';
import { filled } from '../env-file.ts';

const checkout = join(import.meta.dirname, '../../..');
const file = join(checkout, '.env');

if (existsSync(file)) {
  process.exitCode = 1;
  console.error('✖ There is an .env already; it is left as it is.\n  Remove it first if every secret shall be new.');
} else {
  const example = readFileSync(join(checkout, '.env.example'), 'utf8');
  const keys = () => `'${JSON.stringify([signingKey()])}'`;
  writeWhole(
    file,
    filled(example, (name) => (name === 'CONCORD_SIGNING_KEYS' ? keys() : password())),
    0o600,
  );
  console.log('✔ .env is written, with secrets made at random.');
}
