export { createAdmin } from '../create-admin.ts';
export { changeRoles } from './change-roles.ts';
export { accountToDelete, deleteAccount } from './delete-account.ts';
export { beginExport, exportProgress, openArchive } from './export-account.ts';
export { listAccounts } from './list-accounts.ts';
export { asOperator } from './parts.ts';
export { restore, sanction } from './sanction.ts';
