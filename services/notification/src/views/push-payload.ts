import { subjectOf } from '../domain/subject.ts';
import type { UnreadGroup } from '../read/deliverable.ts';
import { sentence } from './sentence.ts';

/** What a browser is pushed: which notification, of what, and one line to show; never what somebody wrote. `group` is its tag. */
export const pushPayload = (group: UnreadGroup) => {
  const subject = subjectOf(group);
  const text = (id: number | null) => (id === null ? null : String(id));
  return {
    ...{ id: String(group.id), group: group.group, type: group.type, title: sentence(group) },
    subject: subject && { type: subject.type, id: String(subject.id), postId: text(subject.postId) },
  };
};
