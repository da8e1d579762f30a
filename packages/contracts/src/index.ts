export {
  errorMaker,
  Problem,
  type ErrorMaker,
  type ErrorSpec,
  type Pointer,
  type ProblemOptions,
} from './kit/problem.ts';
export { ProblemDocument, problemType } from './kit/problem-document.ts';
export { accountRows } from './kit/account-rows.ts';
export { headerNames } from './kit/headers.ts';
export * from './kit/operation.ts';
export * from './kit/receipt.ts';
export * from './kit/stream.ts';
export {
  defaultPageSize,
  FileBody,
  Id,
  largestPageSize,
  PageOf,
  Paging,
  Text,
  Time,
  WholeNumber,
  type Page,
} from './kit/types.ts';
export { errors, type ErrorCode } from './errors.ts';
export { commonErrors, errorsOf, routingErrors } from './common-errors.ts';
export { asyncApi, type AsyncApiOptions } from './asyncapi/index.ts';
export { openApi, type OpenApiOptions } from './openapi/index.ts';
export { erasingServices, type ErasingService } from './erasing.ts';
export * from './roles.ts';
export * from './privacy/index.ts';
export { AccountStatus, Audience, Reach, ReactionType, Username } from './vocabulary.ts';
export { events, state } from './streams.ts';
export { contract, type ServiceName } from './contract.ts';
export { Export, exportLimits } from './auth/exports.ts';
export { NewAccount } from './auth/accounts.ts';
export { Identity, mostIdentities } from './auth/identities.ts';
export { mostAddresses } from './auth/internal.ts';
export { OauthError, OauthProvider } from './auth/oauth.ts';
export { Session, Tokens } from './auth/sessions.ts';
export { Card, Me, MePatch, Profile, ProfilePage, RelationToMe } from './user/profiles.ts';
export { Privacy } from './user/privacy.ts';
export { NewPost, NewShare, Post, PostPatch, SharedPost, Tag } from './post/posts.ts';
export { Reaction } from './reaction/reactions.ts';
export { composedReactions, Reactions, reactionTargets, TargetType } from './reaction/summary.ts';
export { mostSummaries } from './reaction/internal.ts';
export { NotificationGroup, NotificationType, ReadMark } from './notification/notifications.ts';
export { channels, type Channel, NotificationPreferences, QuietHours } from './notification/preferences.ts';
export { PushSubscription } from './notification/devices.ts';
export { streamCloseCodes, StreamFrame } from './notification/stream.ts';
export { BucketSize, MyEngagement, PostEngagement } from './engagement/engagement.ts';
export { TrendingHashtag, TrendingPost, TrendingWindow } from './engagement/trending.ts';
export {
  Case,
  CaseDetails,
  Decision,
  DecisionAction,
  mostReportsShown,
  NewDecision,
  ReportedComment,
  ReportedContent,
  ReportedPost,
  ReportedProfile,
} from './moderation/cases.ts';
export { ModerationAction, ModerationEntry } from './moderation/log.ts';
export { mostReportsADay, NewReport, Report } from './moderation/reports.ts';
export { ReportedType, ReportReason, ReportSubject } from './moderation/subjects.ts';
export { CommentHit, HashtagHit, PostHit, SearchResults, UserHit } from './search/search.ts';
export { Comment, CommentBranch, CommentPatch, EarlierContent, NewComment } from './comment/comments.ts';
