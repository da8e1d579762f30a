import Koa, { type Context } from 'koa';
import { arrived, failed, loginUrl, newVerifier, returnPath, welcome } from './application.ts';
import { askWho, mountedAt, standInProvider } from './provider.ts';
import type { SignIn } from './settings.ts';

const [port, api, clientId, clientSecret] = process.argv.slice(2);
if (port === undefined || api === undefined || clientId === undefined || clientSecret === undefined)
  throw new Error('usage: main.ts <port> <public URL of the API> <client id> <client secret>');
const settings: SignIn = { origin: `http://127.0.0.1:${port}`, api, clientId, clientSecret };

const cookie = 'sample_application_verifier';
const provider = standInProvider(settings);
const app = new Koa();

/** The fields of a small form. */
const formOf = async (context: Context): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of context.req) {
    text += String(chunk);
    if (text.length > 2_000) context.throw(413);
  }
  return new URLSearchParams(text);
};

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

const returned = async (context: Context): Promise<string> => {
  const { code, error } = context.query;
  const verifier = context.cookies.get(cookie);
  if (verifier === undefined) return failed('this browser has not begun to log in');
  if (code === undefined) return failed(one(error));
  return arrived(settings, one(code), verifier).catch((problem: unknown) => failed(String(problem)));
};

const interact = async (context: Context): Promise<void> => {
  if (context.method === 'GET') {
    context.body = askWho();
    return;
  }
  const login = (await formOf(context)).get('login')?.trim().toLowerCase() ?? '';
  if (login === '') context.throw(400);
  await provider.interactionFinished(context.req, context.res, { login: { accountId: login } });
  context.respond = false;
};

app.use(async (context, next) => {
  if (context.path.startsWith(`${mountedAt}/interaction/`)) return interact(context);
  if (context.path === '/') context.body = welcome();
  else if (context.path === '/login') {
    const verifier = newVerifier();
    context.cookies.set(cookie, verifier, { httpOnly: true, sameSite: 'lax' });
    context.redirect(loginUrl(settings, verifier));
  } else if (context.path === returnPath) context.body = await returned(context);
  else await next();
});

/** The provider wants to be the root of what it serves: its path is taken off before it looks. */
app.use(async (context) => {
  if (!context.path.startsWith(`${mountedAt}/`)) return;
  context.req.url = context.url.slice(mountedAt.length);
  Object.assign(context.req, { originalUrl: context.originalUrl });
  context.respond = false;
  await new Promise<void>((resolve) => {
    context.res.once('close', resolve);
    void provider.callback()(context.req, context.res);
  });
});

const server = app.listen(Number(port), '127.0.0.1', () => {
  console.log(`a stand-in for Google and a sample application listen at ${settings.origin}`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
