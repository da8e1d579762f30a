/** 1.1 GB, 412 MB or 0.5 MB: three figures at most, decimal units. */
export const bytes = (count: number): string => {
  if (count >= 0.95e9) return gigabytes(count);
  return count >= 0.95e6 ? `${Math.round(count / 1e6)} MB` : `${(count / 1e6).toFixed(1)} MB`;
};

export const gigabytes = (count: number): string => `${(count / 1e9).toFixed(1)} GB`;

/** 4 s, 2 min, 2 h, 3 d: how long something lasts, in its largest unit. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 36 * 3_600 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
};

/** 14:05:52 in the machine's own time zone. */
export const clock = (iso: string): string => new Date(iso).toTimeString().slice(0, 8);
