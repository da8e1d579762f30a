import type { Notice } from '../../domain/notice.ts';
import type { Letter } from '../letter.ts';
import { banned } from './banned.ts';
import { deletionBegun } from './deletion-begun.ts';
import { emailChangeAsked } from './email-change-asked.ts';
import { emailChanged } from './email-changed.ts';
import { identityLinked } from './identity-linked.ts';
import { identityUnlinked } from './identity-unlinked.ts';
import type { NoticeWriting } from './notice-letter.ts';
import { passwordChanged } from './password-changed.ts';
import { refreshReused } from './refresh-reused.ts';
import { restored } from './restored.ts';
import { rolesChanged } from './roles-changed.ts';
import { suspended } from './suspended.ts';

/** The words of a notice. */
export const letterOfNotice = (notice: Notice, writing: NoticeWriting): Letter => {
  switch (notice.type) {
    case 'password_changed':
      return passwordChanged(writing, notice.providers);
    case 'email_change_asked':
      return emailChangeAsked(writing);
    case 'email_changed':
      return emailChanged(writing);
    case 'refresh_reused':
      return refreshReused(writing, notice.device);
    case 'identity_linked':
      return identityLinked(writing, notice.provider);
    case 'identity_unlinked':
      return identityUnlinked(writing, notice.provider);
    case 'roles_changed':
      return rolesChanged(writing, notice.roles);
    case 'suspended':
      return suspended(writing, notice.until === null ? null : new Date(notice.until), notice.reason);
    case 'banned':
      return banned(writing, notice.reason);
    case 'restored':
      return restored(writing);
    case 'deletion_begun':
      return deletionBegun(writing, notice.byOperator);
  }
};
