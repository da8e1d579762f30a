import { mkdir, writeFile } from 'node:fs/promises';
import { pages } from './pages.ts';

const folder = new URL('../../../docs/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(pages())) await writeFile(new URL(name, folder), text);
