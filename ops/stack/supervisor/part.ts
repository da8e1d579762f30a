import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../processes.ts';
import type { Server } from '../servers/server.ts';
import type { Stack } from '../stack.ts';
import { backoff, recoveredAfterMs } from './backoff.ts';
import { reasonOf } from './reason.ts';
import { adopt, start, terminate, type Running } from './spawn.ts';
import { ended, entered, newPart, type PartState, type Phase } from './state.ts';

export type Part = {
  state: () => PartState;
  /** Ends it in order; resolves when it is gone. */
  stop: () => Promise<void>;
  /** Ends it in order and starts it again, without counting that as a failure. */
  restart: () => void;
};

type Surroundings = {
  stack: Stack;
  /** Resolves when all that it needs is ready. */
  needsMet: (signal: AbortSignal) => Promise<void>;
  changed: () => void;
  log: (text: string) => void;
  /** What an earlier supervisor knew of it, when its process still runs. */
  earlier: PartState | undefined;
};

/** Keeps one server running: starts it when its needs are met, probes it until it answers, restarts it with growing waits. */
export const keepRunning = (server: Server, { stack, needsMet, changed, log, earlier }: Surroundings): Part => {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  let state = earlier ?? newPart(new Date());
  let running = earlier?.process === undefined ? undefined : adopt(earlier.process);
  let restartAsked = false;

  const set = (next: PartState) => {
    state = next;
    changed();
  };
  const enter = (phase: Phase) => {
    set(entered(state, phase, new Date()));
  };

  const fail = async (reason: string) => {
    const wasReadyLong = state.phase === 'ready' && Date.now() - Date.parse(state.since) > recoveredAfterMs;
    const failures = wasReadyLong ? 1 : state.failures + 1;
    const wait = backoff(failures);
    log(`${server.name} ${reason}; restart in ${wait / 1_000} s`);
    set(ended(state, reason, failures, wait, new Date()));
    await pause(wait, undefined, { signal: stopping.signal });
  };

  const bringUp = async (): Promise<Running> => {
    enter('waiting');
    await needsMet(stopping.signal);
    enter('starting');
    await server.prepare(stack, stopping.signal);
    const started = await start(server.name, server.command(stack), stack.places);
    log(`${server.name} started, pid ${started.process.pid}`);
    return started;
  };

  /** True when it had to be ended because it did not answer in time. */
  const untilReadyOrEnded = async (current: Running): Promise<boolean> => {
    const goesOn = () => isAlive(current.process) && !stopped();
    const deadline = Date.now() + server.startSeconds * 1_000;
    while (goesOn() && !(await server.ready(stack))) {
      if (Date.now() > deadline) {
        await terminate(current, 1);
        return true;
      }
      await pause(200);
    }
    if (goesOn()) {
      enter('ready');
      log(`${server.name} is ready`);
    }
    return false;
  };

  const live = async (): Promise<void> => {
    const current = (running ??= await bringUp());
    if (stopped()) return terminate(current, server.stopSeconds);
    set({ ...state, process: current.process });
    const late = state.phase !== 'ready' && (await untilReadyOrEnded(current));
    const end = await current.end;
    running = undefined;
    stopping.signal.throwIfAborted();
    if (restartAsked) server.stopped?.(stack);
    else await fail(late ? `did not answer within ${server.startSeconds} s` : reasonOf(end));
    restartAsked = false;
  };

  const loop = async (): Promise<void> => {
    while (!stopped()) {
      try {
        await live();
      } catch (error) {
        if (stopped()) return;
        await fail(`could not start: ${error instanceof Error ? error.message : String(error)}`).catch(() => undefined);
      }
    }
  };
  const looping = loop();

  return {
    state: () => state,
    stop: async () => {
      enter('stopping');
      stopping.abort();
      if (running !== undefined) {
        await terminate(running, server.stopSeconds);
        server.stopped?.(stack);
      }
      await looping.catch(() => undefined);
      set({ ...entered(state, 'stopped', new Date()), process: undefined });
      log(`${server.name} stopped`);
    },
    restart: () => {
      if (running === undefined) return;
      restartAsked = true;
      enter('stopping');
      void terminate(running, server.stopSeconds);
    },
  };
};
