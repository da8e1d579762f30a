import { expect, test } from '@jest/globals';
import { canaryWatch, type Beat } from './canary-watch.ts';

const begin = 1_000_000;

/** A watch on a clock of its own: time passes only while it waits, or when told. */
const watched = (own: { beats?: Beat[]; findableAfterMs?: number } = {}) => {
  const world = { now: begin, beats: own.beats ?? [], looks: 0, isDown: false, written: [] as Beat[] };
  const wakeups: (() => void)[] = [];
  const watch = canaryWatch({
    redMs: 10_000,
    now: () => world.now,
    look: () => {
      world.looks += 1;
      if (world.isDown) return Promise.reject(new Error('away'));
      const findable = world.written.filter(({ at }) => at + (own.findableAfterMs ?? 0) <= world.now);
      return Promise.resolve([...world.beats, ...findable]);
    },
    wait: (ms) =>
      new Promise((resolve) => {
        wakeups.push(() => {
          world.now += ms;
          resolve(undefined);
        });
      }),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** Lets the oldest wait end. */
  const tick = async (times = 1) => {
    for (let turn = 0; turn < times; turn += 1) {
      wakeups.shift()?.();
      await settle();
    }
  };
  return { watch, world, tick, settle };
};
const all = (at: number): Beat[] => [1, 2, 4].map((id) => ({ id, at }));

test('nothing is known until the canaries of all partitions have been found', async () => {
  const { watch, world, tick, settle } = watched({ beats: all(begin - 300).slice(1) });
  await watch.start();
  await settle();
  expect(watch.ageMs()).toBeNull();
  expect(watch.report()).toEqual({ fresh: false, lastCanaryMs: null, p50Ms: null, p99Ms: null, canaries: 0 });
  world.beats = all(begin - 300);
  await tick();
  expect(watch.ageMs()).toBe(1_300);
});

test('the partition that is furthest behind decides, and an answer that fails does not make it younger', async () => {
  const { watch, world, tick, settle } = watched({ beats: [...all(begin).slice(1), { id: 1, at: begin - 7_000 }] });
  await watch.start();
  await settle();
  expect(watch.ageMs()).toBe(7_000);
  world.isDown = true;
  await tick(4);
  expect(watch.ageMs()).toBe(11_000);
  expect(watch.report()).toMatchObject({ fresh: false, lastCanaryMs: 11_000 });
});

test('an index that shows an older canary than before does not make it younger either', async () => {
  const { watch, world, tick, settle } = watched({ beats: all(begin) });
  await watch.start();
  await settle();
  world.beats = all(begin - 60_000);
  await tick();
  expect(watch.ageMs()).toBe(1_000);
});

test('a canary is followed in small steps from Kafka until it is found', async () => {
  const { watch, world, tick, settle } = watched({ beats: all(begin - 1_000), findableAfterMs: 50 });
  world.written = all(begin);
  watch.arrived(new Date(begin));
  await settle();
  await tick(3);
  expect(watch.report()).toMatchObject({ p50Ms: 60, p99Ms: 60, canaries: 1 });
});

test('one canary is followed every five seconds, not each', async () => {
  const { watch, world, tick, settle } = watched({ beats: all(begin - 1_000) });
  for (let second = 0; second < 10; second += 1) {
    world.written = all(world.now);
    for (let partition = 0; partition < 3; partition += 1) watch.arrived(new Date(world.now));
    await settle();
    await tick();
    world.now += 1_000;
  }
  expect(watch.report().canaries).toBe(2);
});

test('a canary that was there already and is not new says nothing of how long it took', async () => {
  const { watch, settle } = watched({ beats: all(begin - 2_000) });
  watch.arrived(new Date(begin - 2_000));
  await settle();
  expect(watch.report().canaries).toBe(0);
});

test('one that is late is measured with all its age, and given up when red', async () => {
  const { watch, world, tick, settle } = watched({ beats: all(begin - 60_000) });
  watch.arrived(new Date(begin - 4_000));
  await settle();
  world.written = all(begin - 4_000);
  await tick();
  expect(watch.report()).toMatchObject({ p50Ms: 4_020, canaries: 1 });
  world.now += 6_000;
  watch.arrived(new Date(world.now));
  await settle();
  world.now += 11_000;
  await tick(2);
  expect(watch.report().canaries).toBe(1);
  await watch.stop();
});

test('it looks about once a second while nothing is followed, and not at all once stopped', async () => {
  const { watch, world, tick, settle } = watched({ beats: all(begin) });
  await watch.start();
  await settle();
  await tick(10);
  expect([world.looks, world.now]).toEqual([11, begin + 10_000]);
  const stopped = watch.stop();
  await tick();
  await stopped;
  watch.arrived(new Date());
  await settle();
  expect(world.looks).toBe(11);
});
