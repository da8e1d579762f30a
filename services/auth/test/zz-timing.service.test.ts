import { anAccount } from '@concord/testkit';
import { test } from '@jest/globals';
import { startAuth } from './auth.ts';
test('timing', async () => {
  const auth = await startAuth();
  const known = await auth.signUp();
  const t: Record<string, number[]> = { known: [], fresh: [], loginKnown: [], loginUnknown: [] };
  const time = async (k: string, f: () => Promise<unknown>) => { const s = performance.now(); await f().catch(() => 0); t[k]!.push(performance.now() - s); };
  for (let i = 0; i < 80; i++) {
    await time('known', () => auth.anonymous.createAccount({ body: anAccount({ email: known.email }) }));
    await time('fresh', () => auth.anonymous.createAccount({ body: anAccount() }));
    await time('loginKnown', () => auth.anonymous.createSession({ body: { login: known.email, password: 'wrong wrong' } }));
    await time('loginUnknown', () => auth.anonymous.createSession({ body: { login: anAccount().email, password: 'wrong wrong' } }));
  }
  const q = (a: number[], p: number) => a.toSorted((x, y) => x - y)[Math.floor(a.length * p)]!.toFixed(1);
  process.stderr.write(JSON.stringify(Object.entries(t).map(([k, a]) => [k, 'p25', q(a, .25), 'p50', q(a, .5), 'p75', q(a, .75)])) + '\n');
  await auth.stop();
}, 120_000);
