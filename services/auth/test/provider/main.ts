import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Events, OAuth2Issuer, OAuth2Service, type MutableRedirectUri, type MutableResponse } from 'oauth2-mock-server';
import type { Fault, Visitor } from './visitor.ts';

/**
 * A provider of the package `oauth2-mock-server` in a process of its own: real authorization codes, PKCE and redirects. Who logs in there, and what
 * goes wrong with them, the browser brings along in `visitor`, where a person would type their password.
 */
const issuer = new OAuth2Issuer();
const service = new OAuth2Service(issuer);
const byCode = new Map<string, Visitor>();
const byToken = new Map<string, Visitor>();
const faults = new WeakMap<IncomingMessage, Fault['how']>();

const queryOf = (request: IncomingMessage) => new URL(request.url ?? '', 'http://provider').searchParams;
const bearerOf = (request: IncomingMessage) =>
  byToken.get((request.headers.authorization ?? '').slice('Bearer '.length));
const failAt = (request: IncomingMessage, place: Fault['at'], visitor: Visitor | undefined) => {
  if (visitor?.fault?.at === place) faults.set(request, visitor.fault.how);
};

service.on(Events.BeforeAuthorizeRedirect, ({ url }: MutableRedirectUri, request: IncomingMessage) => {
  const visitor = JSON.parse(queryOf(request).get('visitor') ?? '') as Visitor;
  byCode.set(url.searchParams.get('code') ?? '', visitor);
  if (visitor.refuses !== true) return;
  url.searchParams.delete('code');
  url.searchParams.set('error', 'access_denied');
});

service.on(
  Events.BeforeResponse,
  (reply: MutableResponse, request: IncomingMessage & { body: Record<string, string> }) => {
    const { code = '', code_verifier: verifier } = request.body;
    const visitor = verifier === undefined ? undefined : byCode.get(code);
    byCode.delete(code);
    failAt(request, 'token', visitor);
    const token = randomUUID();
    if (visitor !== undefined) byToken.set(token, visitor);
    const answer = visitor === undefined ? { error: 'invalid_grant' } : { access_token: token, token_type: 'Bearer' };
    Object.assign(reply, { statusCode: visitor === undefined ? 400 : 200, body: answer });
  },
);

service.on(Events.BeforeUserinfo, (reply: MutableResponse, request: IncomingMessage) => {
  const visitor = bearerOf(request);
  failAt(request, 'profile', visitor);
  Object.assign(reply, { statusCode: visitor === undefined ? 401 : 200, body: visitor?.claims ?? {} });
});

service.addRoute('GET', '/user/emails', (request, response) => {
  const visitor = bearerOf(request);
  failAt(request, 'emails', visitor);
  response.end(JSON.stringify(visitor?.emails ?? []));
});

const page = '<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>';
const goWrong: Readonly<Record<Fault['how'], (response: ServerResponse, end: (text: string) => void) => void>> = {
  silent: () => undefined,
  drip: (response) => response.writeHead(200, { 'content-length': '1000' }).write('{'),
  reset: (response) => response.destroy(),
  html: (response, end) => {
    response.removeHeader('content-length');
    response.setHeader('content-type', 'text/html');
    end(page);
  },
  null: (response, end) => {
    response.removeHeader('content-length');
    end('null');
  },
  endless: (response, end) => {
    response.removeHeader('content-length');
    end(JSON.stringify({ sub: 'x', name: 'x'.repeat(500_000) }));
  },
  failing: (response, end) => {
    response.removeHeader('content-length');
    response.statusCode = 500;
    end('{}');
  },
};

const server = createServer((request, response) => {
  const end = response.end.bind(response) as (text?: unknown) => ServerResponse;
  response.end = ((text?: unknown) => {
    const how = faults.get(request);
    if (how === undefined) return end(text);
    goWrong[how](response, end);
    return response;
  }) as typeof response.end;
  service.requestHandler(request, response);
});

process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
await issuer.keys.generate('ES256');
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  issuer.url = `http://127.0.0.1:${port}`;
  process.send?.(issuer.url);
});
