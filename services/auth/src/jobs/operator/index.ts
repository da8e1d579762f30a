export { createAdmin } from '../create-admin.ts';
export { changeRoles } from './change-roles.ts';
export { listAccounts } from './list-accounts.ts';
export { asOperator } from './parts.ts';
export { restore, sanction } from './sanction.ts';
