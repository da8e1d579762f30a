/** What every page looks like; a file of its own, so that pages need no inline style. */
export const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;color:#1d2733}
h1{font-size:1.5rem}.mark{background:#fff4d6;border-left:4px solid #e0a100;padding:.6rem .9rem}
input{font:inherit;padding:.4rem;width:100%;box-sizing:border-box;margin:.3rem 0 .8rem}
button,a.button{font:inherit;display:inline-block;padding:.5rem 1rem;border:0;border-radius:.4rem;background:#2457d6;color:#fff;text-decoration:none;cursor:pointer}
button:disabled{background:#9aa5b1;cursor:default}
dt{color:#5b6875}dd{margin:0 0 .6rem;font-weight:600}`;

/** Brings the token of a link, which stands behind its `#` and so reaches no server, into the page's form, and takes it out of the address. */
export const script = `const token = new URLSearchParams(location.hash.slice(1)).get('token');
history.replaceState(null, '', location.pathname);
if (token) {
  document.querySelector('input[name=token]').value = token;
  document.querySelector('button').disabled = false;
  document.querySelector('.mark').hidden = true;
}
`;

/** Where the two are served. */
export const stylePath = '/style.css';
export const scriptPath = '/token.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);

/** A whole page; `content` is HTML. */
export const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><link rel="stylesheet" href="${stylePath}"></head><body><h1>${escaped(title)}</h1>${content}</body></html>`;

const again = '<p><a class="button" href="/">To the beginning</a></p>';

export const said = (title: string, text: string): string => page(title, `<p>${escaped(text)}</p>${again}`);

export const failed = (why: string): string => page('That did not work', `<p><code>${escaped(why)}</code></p>${again}`);
