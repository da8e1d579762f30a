import type { Mapping } from '../../document.ts';

export const mapping: Mapping = { id: { type: 'long' }, beat_at: { type: 'date' } };
