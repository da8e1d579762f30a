import { contract } from '@concord/contracts';
import { accountRowsHandler } from '@concord/platform';

/** What an export has of this service's tables. */
export const readModerationExport = accountRowsHandler(contract.moderation.readModerationExport, 'moderation');
