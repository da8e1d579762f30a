import type { Id } from '@concord/contracts';
import { endOf, type Session } from '../domain/session.ts';

export const sessionView = (currentId: Id) => (session: Session) => ({
  id: session.id,
  current: session.id === currentId,
  device: session.device,
  address: session.address,
  createdAt: session.createdAt,
  lastUsedAt: session.lastUsedAt,
  expiresAt: endOf(session),
});
