import Koa, { type Context } from 'koa';
import { formOf } from './form.ts';
import { askWho, mountedAt, standInProvider } from './provider.ts';
import { sampleApplication } from './sample.ts';
import type { SignIn } from './settings.ts';

const [port, api, clientId, clientSecret] = process.argv.slice(2);
if (port === undefined || api === undefined || clientId === undefined || clientSecret === undefined)
  throw new Error('usage: main.ts <port> <public URL of the API> <client id> <client secret>');
const settings: SignIn = { origin: `http://127.0.0.1:${port}`, api, clientId, clientSecret };

const provider = standInProvider(settings);
const app = new Koa();

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

app.use(sampleApplication(settings));

app.use((context, next) => (context.path.startsWith(`${mountedAt}/interaction/`) ? interact(context) : next()));

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
