import './api/to-fail.ts';

export { accountGone, type AccountGone } from './account-gone.ts';
export { callerHeaders, callerOf } from './api/caller-of.ts';
export { checkReply } from './api/check-reply.ts';
export { ContractViolation } from './api/contract-violation.ts';
export { testApi } from './api/test-api.ts';
export { anAccount, aPost } from './factories.ts';
export { person, type Person } from './person.ts';
export { oddWord } from './words.ts';
export { freePort } from './free-port.ts';
export { eventually } from './eventually.ts';
export { keepEvents, toldSince, type Told } from './told.ts';
export { freshDatabase, type FreshDatabase } from './fresh-database.ts';
export { mailServer, type MailServer, type ReceivedMail } from './mail-server.ts';
export { unzipped } from './unzipped.ts';
export { severable, type Severable } from './severable.ts';
export {
  arriveIn,
  happenIn,
  postRow,
  profileRow,
  serviceAlone,
  somebody,
  type Alone,
  type AloneOptions,
  type CommonDeps,
  type Owners,
} from './service-alone.ts';
