import { contract } from '@concord/contracts';
import { accountRowsHandler } from '@concord/platform';

/** What an export has of this service's tables. */
export const readPostExport = accountRowsHandler(contract.post.readPostExport, 'post');
