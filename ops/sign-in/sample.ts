import { ApiError, createClient, type Api } from '@concord/client';
import type { Context, Middleware } from 'koa';
import { arrived, askPassword, loginUrl, newVerifier, returnPath, welcome } from './application.ts';
import { formOf } from './form.ts';
import { mailedPages, type MailedPage } from './mailed-pages.ts';
import { failed, script, scriptPath, style, stylePath } from './pages.ts';
import type { SignIn } from './settings.ts';

const cookie = 'sample_application_verifier';

/** Pages take no script and no style but this origin's own, and send forms only here; no address of theirs is told to anybody, nothing is stored. */
const guarded = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

type Page = (context: Context) => string | Promise<string>;
type Parts = Pick<SignIn, 'api' | 'origin'> & { readonly anyone: Api };

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

const returned =
  ({ anyone }: Parts): Page =>
  (context) => {
    const { code, error } = context.query;
    const verifier = context.cookies.get(cookie);
    if (verifier === undefined) return failed('this browser has not begun to log in');
    return code === undefined ? failed(one(error)) : arrived(anyone, { code: one(code), verifier });
  };

const toProvider =
  (parts: Parts): Page =>
  (context) => {
    const verifier = newVerifier();
    context.cookies.set(cookie, verifier, { httpOnly: true, sameSite: 'lax' });
    context.redirect(loginUrl(parts, verifier));
    return '';
  };

const file =
  (type: string, content: string): Page =>
  (context) => {
    context.type = type;
    return content;
  };

/** Mail programs unsubscribe by one click where people open the community, with the API under `/v1` (RFC 8058). */
const oneClick =
  ({ anyone }: Parts, token: string): Page =>
  async (context) => {
    await anyone.unsubscribe({ params: { token } });
    context.status = 204;
    return '';
  };

const mailed = ({ anyone }: Parts, [path, { show, send }]: readonly [string, MailedPage]) => ({
  [`GET ${path}`]: show,
  [`POST ${path}`]: async (context: Context) => send(anyone, await formOf(context)),
});

const pagesOf = (parts: Parts): Readonly<Record<string, Page>> =>
  Object.assign(
    {
      'GET /': welcome,
      'GET /google': toProvider(parts),
      'GET /login': askPassword,
      'POST /login': async (context: Context) => {
        const { login = '', password = '' } = Object.fromEntries(await formOf(context));
        return arrived(parts.anyone, { login, password });
      },
      [`GET ${returnPath}`]: returned(parts),
      [`GET ${stylePath}`]: file('text/css', style),
      [`GET ${scriptPath}`]: file('text/javascript', script),
    },
    ...Object.entries(mailedPages).map((entry) => mailed(parts, entry)),
  ) as Readonly<Record<string, Page>>;

const refused = (context: Context, problem: unknown): string => {
  context.status = problem instanceof ApiError ? problem.status : 502;
  return failed(String(problem));
};

const shown = async (show: Page, context: Context): Promise<string> => {
  try {
    return await show(context);
  } catch (problem) {
    return refused(context, problem);
  }
};

const unsubscribing = /^\/v1\/unsubscriptions\/([\w-]+)$/;

/** The pages of an application of the platform: logging in, and all that mails link to. What it has no page for is passed on. */
export const sampleApplication = ({ api, origin }: Pick<SignIn, 'api' | 'origin'>): Middleware => {
  const parts: Parts = { api, origin, anyone: createClient({ baseUrl: api }) };
  const pages = pagesOf(parts);
  const pageFor = ({ method, path }: Context): Page | undefined => {
    const [, token] = unsubscribing.exec(path) ?? [];
    return token !== undefined && method === 'POST' ? oneClick(parts, token) : pages[`${method} ${path}`];
  };
  return async (context, next) => {
    const show = pageFor(context);
    if (show === undefined) {
      await next();
      return;
    }
    context.set(guarded);
    const html = await shown(show, context);
    if (html !== '') context.body = html;
  };
};
