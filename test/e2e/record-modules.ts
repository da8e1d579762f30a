import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Preloaded by `--import`: when the process ends, the file named by RECORD_MODULES_TO holds the address of every module it loaded. */
const addresses = new Set<string>();
registerHooks({
  load: (url, context, nextLoad) => {
    addresses.add(url);
    return nextLoad(url, context);
  },
});
process.on('exit', () => {
  writeFileSync(process.env['RECORD_MODULES_TO'] ?? '', JSON.stringify([...addresses]));
});
