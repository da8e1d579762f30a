import { Listr, ListrTaskEventType, ListrTaskState, type ListrRenderer, type ListrTask } from 'listr2';
import type { Cli } from './cli.ts';

export type Steps = ListrTask[];

type Task = Listr['tasks'][number];

/** So often a step that takes long says how far it is, where lines do not move. */
const tellEveryMs = 10_000;

/** One line when a step begins, one when it ends and some between, for logs and pipes. Why it failed is told once, at the end of the command. */
class PlainLines implements ListrRenderer {
  static nonTTY = true;
  static rendererOptions = {};
  static rendererTaskOptions = {};
  readonly tasks: readonly Task[];
  constructor(tasks: readonly Task[]) {
    this.tasks = tasks;
  }
  render(): void {
    this.follow(this.tasks, '');
  }
  end(): void {
    return;
  }
  private follow(tasks: readonly Task[], indent: string): void {
    for (const task of tasks) {
      task.on(ListrTaskEventType.SUBTASK, (subtasks) => {
        this.follow(subtasks, `${indent}  `);
      });
      let toldAt = Date.now();
      task.on(ListrTaskEventType.TITLE, (title) => {
        if (!task.isStarted() || Date.now() - toldAt < tellEveryMs) return;
        toldAt = Date.now();
        // The last title is told with the end, which follows in the same turn.
        setImmediate(() => {
          if (task.isStarted()) process.stdout.write(`${indent}… ${title}\n`);
        });
      });
      task.on(ListrTaskEventType.STATE, (state) => {
        const sign = signs[state];
        if (sign !== undefined) process.stdout.write(`${indent}${sign} ${task.title ?? ''}\n`);
      });
    }
  }
}

const signs: Partial<Record<ListrTaskState, string>> = {
  [ListrTaskState.STARTED]: '…',
  [ListrTaskState.COMPLETED]: '✔',
  [ListrTaskState.FAILED]: '✖',
};

/** Runs steps and shows them: moving for a person, plain lines for a log, not at all with --quiet or --json. The first failure ends them. */
export const runSteps = async (cli: Cli, steps: Steps): Promise<void> => {
  const { json, quiet } = cli.options();
  const options = { concurrent: false, registerSignalListeners: false } as const;
  if (json === true || quiet === true) return void (await new Listr(steps, { ...options, renderer: 'silent' }).run());
  if (!process.stdout.isTTY)
    return void (await new Listr(steps as never, {
      ...options,
      renderer: PlainLines as unknown as typeof ListrRenderer,
    }).run());
  const rendererOptions = { collapseSubtasks: false, collapseSkips: true, showErrorMessage: false };
  await new Listr(steps as never, { ...options, renderer: 'default', rendererOptions }).run();
};
