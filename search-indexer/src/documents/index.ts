import type { DocumentType } from '../document.ts';
import { canary } from './canary/project.ts';
import { comment } from './comment/project.ts';
import { post } from './post/project.ts';
import { relation } from './relation/project.ts';
import { user } from './user/project.ts';

/** Every document type there is. A new one is a folder beside these and a line here. */
export const documents: readonly DocumentType[] = [post, comment, user, relation, canary];
