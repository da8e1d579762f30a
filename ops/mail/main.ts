import { startSink } from './sink.ts';

const [folder, port] = process.argv.slice(2);
if (folder === undefined || port === undefined) throw new Error('usage: main.ts <folder> <port>');

const sink = await startSink(folder, Number(port));
console.log(`mails are kept in ${folder}`);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    void sink.close();
  });
