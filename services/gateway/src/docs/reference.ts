import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { asyncApi, errors, openApi } from '@concord/contracts';
import type { Context, Next } from '@concord/platform';

/** The package exports its modules only; the ready-made bundle lies beside them. */
const bundle = join(dirname(createRequire(import.meta.url).resolve('@scalar/api-reference')), 'browser/standalone.js');

/** Everything is served by us; Scalar only needs to set styles of its own making. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Concord API</title>
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Scalar with everything that would speak to another host switched off. */
const start = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})});
`;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const errorsPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><title>Concord: errors</title></head><body>
<h1>Errors</h1><p>Every failure is <code>application/problem+json</code> (RFC 9457) with one of these codes.</p>
<dl>${Object.values(errors)
  .map(
    ({ code, status, title, retriable }) =>
      `<dt id="${code}"><code>${code}</code> · ${String(status)}${retriable ? ' · may be tried again' : ''}</dt><dd>${escape(title)}</dd>`,
  )
  .join('\n')}</dl></body></html>
`;

/** `/openapi.json`, `/asyncapi.json`, and the reference page at `/docs`, without a request to any other host. */
export const docs = (issuer: string) => {
  const document = JSON.stringify(openApi({ version: '0.1.0', servers: [issuer] }));
  const { host, protocol } = new URL(issuer);
  const streams = JSON.stringify(asyncApi({ version: '0.1.0', host, secure: protocol === 'https:' }));
  const files: Record<string, () => { type: string; body: unknown }> = {
    '/openapi.json': () => ({ type: 'application/json', body: document }),
    '/asyncapi.json': () => ({ type: 'application/json', body: streams }),
    '/docs': () => ({ type: 'text/html; charset=utf-8', body: page }),
    '/docs/start.js': () => ({ type: 'text/javascript', body: start }),
    '/docs/scalar.js': () => ({ type: 'text/javascript', body: createReadStream(bundle) }),
    '/docs/errors': () => ({ type: 'text/html; charset=utf-8', body: errorsPage }),
  };
  return async (context: Context, next: Next): Promise<void> => {
    const file = context.method === 'GET' || context.method === 'HEAD' ? files[context.path] : undefined;
    if (!file) {
      await next();
      return;
    }
    const { type, body } = file();
    context.set('Content-Security-Policy', policy);
    context.type = type;
    context.body = body;
  };
};
