import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Time } from '../kit/types.ts';
import { Card } from '../user/profiles.ts';
import { ReactionType } from '../vocabulary.ts';

export const Reaction = z.strictObject({ person: Card, type: ReactionType, at: Time }).meta({ id: 'Reaction' });

const target = z.strictObject({ id: Id });
const own = z.strictObject({ id: Id, type: ReactionType });
const given = { access: 'user', params: own, replies: { 204: null } } as const;
const listed = {
  access: 'anyone',
  paged: true,
  params: target,
  query: z.strictObject({ type: ReactionType.optional().meta({ description: 'Only these' }), ...Paging }),
  replies: { 200: PageOf(Reaction) },
  waits: true,
  errors: [errors.notFound, errors.cursorInvalid, errors.stale],
} as const;

const adding = [errors.notFound, errors.forbidden, errors.impossible, errors.stale];
const removing = [errors.notFound, errors.stale];
const onePerType = 'Reactions of several types may stand beside each other. Repeating one changes nothing.';
const always = 'Taking back what is not there changes nothing.';

export const reactToPost = operation({
  id: 'reactToPost',
  method: 'PUT',
  path: '/v1/posts/{id}/reactions/{type}',
  summary: 'React to a post',
  description: onePerType,
  errors: adding,
  ...given,
});

export const removePostReaction = operation({
  id: 'removePostReaction',
  method: 'DELETE',
  path: '/v1/posts/{id}/reactions/{type}',
  summary: 'Take a reaction to a post back',
  description: always,
  errors: removing,
  ...given,
});

export const listPostReactions = operation({
  id: 'listPostReactions',
  method: 'GET',
  path: '/v1/posts/{id}/reactions',
  summary: 'Who reacted to a post, newest first',
  ...listed,
});

export const reactToComment = operation({
  id: 'reactToComment',
  method: 'PUT',
  path: '/v1/comments/{id}/reactions/{type}',
  summary: 'React to a comment',
  description: onePerType,
  errors: adding,
  ...given,
});

export const removeCommentReaction = operation({
  id: 'removeCommentReaction',
  method: 'DELETE',
  path: '/v1/comments/{id}/reactions/{type}',
  summary: 'Take a reaction to a comment back',
  description: always,
  errors: removing,
  ...given,
});

export const listCommentReactions = operation({
  id: 'listCommentReactions',
  method: 'GET',
  path: '/v1/comments/{id}/reactions',
  summary: 'Who reacted to a comment, newest first',
  ...listed,
});
