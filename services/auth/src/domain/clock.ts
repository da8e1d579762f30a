/** Tests bring their own. */
export interface Clock {
  now(): Date;
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const later = (time: Date, milliseconds: number): Date => new Date(time.getTime() + milliseconds);
