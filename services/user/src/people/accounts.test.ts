import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, headerNames } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import '@concord/testkit';
import { accountsOf, type ReadAccount } from './accounts.ts';

const secret = 'the-internal-secret-of-a-test';
const ada = { id: '1', username: 'ada', displayName: 'Ada', status: 'active', version: 3 };
const answers: Record<string, readonly [number, unknown]> = {
  '/internal/users/1': [200, ada],
  '/internal/users/2': [404, { code: 'not_found', title: 'No', status: 404, type: '' }],
  '/internal/users/3': [404, 'some other server'],
  '/internal/users/4': [503, { code: 'unavailable', title: 'No', status: 503, type: '' }],
  '/internal/users/5': [200, { ...ada, status: 'of a later release' }],
};

/** Auth as seen over the wire. */
let auth: Server;
let readAccount: ReadAccount;
beforeAll(async () => {
  auth = createServer((request, response) => {
    const answer = request.headers[headerNames.internal] === secret ? answers[request.url ?? ''] : undefined;
    if (answer === undefined) return void request.socket.destroy();
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
  }).listen(0, '127.0.0.1');
  await once(auth, 'listening');
  const { port } = auth.address() as AddressInfo;
  readAccount = accountsOf({ baseUrl: `http://127.0.0.1:${port}`, secret });
});
afterAll(() => {
  auth.close();
  auth.closeAllConnections();
});

test('reads an account as auth tells it, and that there is none', async () => {
  expect(await readAccount(1)).toEqual({ ...ada, id: 1 });
  expect(await readAccount(2)).toBeNull();
});

test.each([
  ['an answer that is not auth’s', 3],
  ['a failure', 4],
  ['a status that nobody here knows', 5],
  ['no answer', 6],
])('%s is not taken for "there is no such account"', async (_, id) => {
  await expect(readAccount(id)).toFail(errors.unavailable);
});
