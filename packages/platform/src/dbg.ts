import { state } from '@concord/contracts';
import { openKafka } from './kafka/kafka.ts';
import { followStreams } from './streams/follow.ts';
const kafka = openKafka({ brokers: (process.env['CONCORD_KAFKA_BROKERS'] ?? '').split(','), clientId: 'dbg' });
console.log((await kafka.topics()).filter((t) => t.startsWith('state') || t.startsWith('t')));
console.log(await kafka.beginOffsets(state.ops.canary.topic), await kafka.endOffsets(state.ops.canary.topic), await kafka.offsetsAt(state.ops.canary.topic, Date.now() - 60000));
const f = followStreams({ kafka, name: 'dbg', replayMs: 60_000, streams: [] });
await f.start();
for (let i = 0; i < 6; i++) { await new Promise((r) => setTimeout(r, 1000)); console.log(f.notReady?.(), f.watermarkMs()); }
await f.stop(); await kafka.stop();
