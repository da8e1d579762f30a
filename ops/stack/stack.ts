import type { Java } from './fetch/java.ts';
import type { Places } from './places.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** All that the declaration of a server needs to know. */
export type Stack = {
  places: Places;
  settings: Settings;
  secrets: Secrets;
  java: Java;
  /** The user that servers run as when we are root: nobody. Undefined for an ordinary user, whose processes are his own. */
  serverUser: number | undefined;
};

/** The uid and gid of `nobody` on Debian and most others. */
export const nobody = 65_534;
