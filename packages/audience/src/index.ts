export * from './rules.ts';
export * from './can-see.ts';
export * from './width.ts';
export * from './relation.ts';
export * from './sql.ts';
export * from './elastic.ts';
