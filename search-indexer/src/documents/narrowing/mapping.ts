import type { Mapping } from '../../document.ts';

export const mapping: Mapping = { user_id: { type: 'long' }, active: { type: 'boolean' } };
