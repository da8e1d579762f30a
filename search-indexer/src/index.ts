/** What indices there are and what stands in them: for tools that check, repair and rebuild, and for the tests of what reads them. */
export { documents } from './documents/index.ts';
export type { DocumentType, Mapping, Source } from './document.ts';
export { ensureIndex } from './indices/ensure.ts';
export { indexNames, type IndexNames } from './indices/names.ts';
