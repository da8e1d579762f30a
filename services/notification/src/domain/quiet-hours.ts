import type { QuietHours } from '@concord/contracts';

const minute = 60_000;
const minutesOfDay = 24 * 60;
const longest = 2 * minutesOfDay;

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** The minute of the day that clocks of a time zone show. */
const wallClock = (timeZone: string): ((time: number) => number) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (time) => minuteOf(format.format(time));
};

/**
 * Until when somebody wants to be left alone; null where they do not. That is decided by what clocks show where they are: the end is the first
 * minute whose time of day is outside, also across midnight and where clocks are put forward or back in between.
 */
export const quietUntil = (hours: QuietHours | null, now: Date): Date | null => {
  if (hours === null) return null;
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  const shown = wallClock(hours.timeZone);
  const isQuiet = (time: number): boolean => {
    const at = shown(time);
    return from < to ? at >= from && at < to : at >= from || at < to;
  };
  const begun = Math.floor(now.getTime() / minute) * minute;
  if (!isQuiet(begun)) return null;
  const byTheClock = begun + ((to - shown(begun) + minutesOfDay) % minutesOfDay) * minute;
  if (shown(byTheClock) === to) return new Date(byTheClock);
  // Clocks are put forward or back in between: it may end earlier, later, or in a minute that comes twice.
  for (let after = 1; after < longest; after += 1) {
    const time = begun + after * minute;
    if (!isQuiet(time)) return new Date(time);
  }
  return null;
};
