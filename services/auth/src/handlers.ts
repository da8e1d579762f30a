export { createAccount } from './operations/create-account.ts';
export { createSession } from './operations/create-session.ts';
export { refreshSession } from './operations/refresh-session.ts';
export { listSessions } from './operations/list-sessions.ts';
export { deleteSession } from './operations/delete-session.ts';
export { getKeys } from './operations/get-keys.ts';
export { readUser } from './operations/read-user.ts';
export { readSession } from './operations/read-session.ts';
