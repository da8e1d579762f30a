import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quietUntil } from './quiet-hours.ts';

const berlin = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const until = (hours: typeof berlin | null, now: string) => quietUntil(hours, new Date(now))?.toISOString() ?? null;

test.each([
  ['none', null, '2026-01-01T00:00:00Z', null],
  ['before', berlin, '2026-01-01T20:59:59Z', null],
  ['from its first second', berlin, '2026-01-01T21:00:00Z', '2026-01-02T06:00:00.000Z'],
  ['across midnight', berlin, '2026-01-01T23:30:15Z', '2026-01-02T06:00:00.000Z'],
  ['to its last second', berlin, '2026-01-02T05:59:59Z', '2026-01-02T06:00:00.000Z'],
  ['after', berlin, '2026-01-02T06:00:00Z', null],
  ['within a day', { ...berlin, from: '12:00', to: '13:30' }, '2026-07-01T10:15:00Z', '2026-07-01T11:30:00.000Z'],
  ['outside within a day', { ...berlin, from: '12:00', to: '13:30' }, '2026-07-01T11:30:00Z', null],
  // Clocks are put forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00.
  ['a night that is an hour shorter', berlin, '2026-03-28T21:30:00Z', '2026-03-29T05:00:00.000Z'],
  ['a night that is an hour longer', berlin, '2026-10-24T20:30:00Z', '2026-10-25T06:00:00.000Z'],
  ['an end that is skipped', { ...berlin, to: '02:30' }, '2026-03-29T00:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['an end that comes twice', { ...berlin, to: '02:30' }, '2026-10-24T23:00:00Z', '2026-10-25T00:30:00.000Z'],
  ['the hour that is repeated', { ...berlin, to: '02:30' }, '2026-10-25T01:10:00Z', '2026-10-25T01:30:00.000Z'],
  [
    'a minute that comes twice and is quiet only the first time',
    { from: '01:01', to: '00:00', timeZone: 'America/St_Johns' },
    '2026-11-01T04:00:00Z',
    '2026-11-01T04:30:00.000Z',
  ],
  [
    'a zone of half hours',
    { from: '23:00', to: '06:15', timeZone: 'Asia/Kolkata' },
    '2026-05-05T18:00:00Z',
    '2026-05-06T00:45:00.000Z',
  ],
  [
    'a shift of half an hour',
    { from: '22:00', to: '07:00', timeZone: 'Australia/Lord_Howe' },
    '2026-04-04T12:00:00Z',
    '2026-04-04T20:30:00.000Z',
  ],
])('%s', (_, hours, now, end) => {
  expect(until(hours, now)).toBe(end);
});

/** The same, said by looking at every minute, with another function of Intl. */
const bySteps = (hours: typeof berlin, now: number): number | null => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: hours.timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hour12: false,
  });
  const time = (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${String(Number(parts['hour']) % 24).padStart(2, '0')}:${parts['minute']}`;
  };
  const quiet = (at: number) =>
    hours.from < hours.to
      ? time(at) >= hours.from && time(at) < hours.to
      : time(at) >= hours.from || time(at) < hours.to;
  const start = Math.floor(now / 60_000) * 60_000;
  if (!quiet(start)) return null;
  for (let at = start; ; at += 60_000) if (!quiet(at)) return at;
};

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const zone = fc.constantFrom(
  ...['Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'],
  ...['Africa/Casablanca', 'Pacific/Chatham', 'America/Santiago'],
);
/** Around a change of the clocks more often than not. */
const moment = fc.oneof(
  fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') }),
  fc
    .tuple(
      fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04'),
      fc.integer({ min: -36, max: 36 }),
    )
    .map(([day, hours]) => Date.parse(day) + hours * 3_600_000),
);

test('is the first minute that is not quiet, wherever and whenever', () => {
  fc.assert(
    fc.property(timeOfDay, timeOfDay, zone, moment, (from, to, timeZone, now) => {
      fc.pre(from !== to);
      const hours = { from, to, timeZone };
      expect(quietUntil(hours, new Date(now))?.getTime() ?? null).toBe(bySteps(hours, now));
    }),
    { numRuns: 150 },
  );
});
