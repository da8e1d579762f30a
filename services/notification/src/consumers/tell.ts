import { events } from '@concord/contracts';
import { onEvent, type Consumer } from '@concord/platform';
import { mentionsIn, ofComment, ofPost, ofReaction, ofRelation, ofShare } from '../domain/tellings-of.ts';
import { beginFanOut } from '../store/fan-outs.ts';
import { tell, type Teller } from '../store/tell.ts';

/** Who is told of what: one consumer per event. */
export const tellers = (teller: Teller): Consumer[] => [
  onEvent(events.relationFollowed, {
    name: 'tell of a follower',
    handle: (tx, pair) => tell(tx, teller, ofRelation('follow', pair, `follow:${pair.actorId}`)),
  }),
  onEvent(events.relationFollowRequested, {
    name: 'tell of a request to follow',
    handle: (tx, pair) => tell(tx, teller, ofRelation('follow_request', pair, `follow_request:${pair.actorId}`)),
  }),
  onEvent(events.relationFriendRequested, {
    name: 'tell of a request to be friends',
    handle: (tx, pair, { eventId }) => tell(tx, teller, ofRelation('friend_request', pair, eventId)),
  }),
  onEvent(events.relationFriendAccepted, {
    name: 'tell of a new friend',
    handle: (tx, pair, { eventId }) => tell(tx, teller, ofRelation('friend_accepted', pair, eventId)),
  }),
  onEvent(events.postCreated, {
    name: 'tell of a post',
    handle: async (tx, post) => {
      await tell(tx, teller, ofPost(post));
      await beginFanOut(tx, post, teller.clock.now());
    },
  }),
  onEvent(events.postUpdated, {
    name: 'tell of an edited post',
    handle: (tx, post) => tell(tx, teller, ofPost(post)),
  }),
  onEvent(events.postShared, {
    name: 'tell of a share',
    handle: (tx, share) => tell(tx, teller, ofShare(share)),
  }),
  onEvent(events.commentCreated, {
    name: 'tell of a comment',
    handle: (tx, comment) => tell(tx, teller, ofComment(comment)),
  }),
  onEvent(events.commentUpdated, {
    name: 'tell of an edited comment',
    handle: (tx, comment) => tell(tx, teller, mentionsIn(comment)),
  }),
  onEvent(events.reactionAdded, {
    name: 'tell of a reaction',
    handle: (tx, reaction) => tell(tx, teller, ofReaction(reaction)),
  }),
];
