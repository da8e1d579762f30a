const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;color:#1d2733}
h1{font-size:1.5rem}.mark{background:#fff4d6;border-left:4px solid #e0a100;padding:.6rem .9rem}
input{font:inherit;padding:.4rem;width:100%;box-sizing:border-box;margin:.3rem 0 .8rem}
button,a.button{font:inherit;display:inline-block;padding:.5rem 1rem;border:0;border-radius:.4rem;background:#2457d6;color:#fff;text-decoration:none;cursor:pointer}
dt{color:#5b6875}dd{margin:0 0 .6rem;font-weight:600}`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);

/** A page without scripts; `content` is HTML. */
export const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>${content}</body></html>`;
