import { expect, test } from '@jest/globals';
import { Failure } from './failure.ts';
import { parsePort, settings } from './settings.ts';

const failure = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('it did not fail');
};

test('reads a port by name', () => {
  expect(parsePort('elasticsearch=19201')).toEqual(['elasticsearch', 19_201]);
});

test.each(['elasticsearch', 'elastic=19201', 'mysql=abc', 'mysql=0', 'mysql=70000', 'mysql=1=2', '=5', 'mysql=-1'])(
  'refuses --port %s as a mistake of use',
  (text) => {
    expect(failure(() => parsePort(text)).exit).toBe(2);
  },
);

test('takes --port before the environment before the last run before the default', () => {
  const saved = settings({ port: ['mysql=1001', 'redis=1002', 'kafka=1003'] });
  const { ports } = settings({
    saved,
    port: ['mysql=3001'],
    env: { CONCORD_PORT_MYSQL: '2001', CONCORD_PORT_REDIS: '2002' },
  });
  expect(ports).toMatchObject({ mysql: 3_001, redis: 2_002, kafka: 1_003, connect: 18_083 });
});

test('a port that the last run did not know has its default', () => {
  const { mail, ...before } = settings({ port: ['mysql=1001'] }).ports;
  const saved = { ...settings({}), ports: before as ReturnType<typeof settings>['ports'] };
  expect(settings({ saved }).ports).toMatchObject({ mysql: 1_001, mail });
});

test('moves every port to run beside another checkout', () => {
  const { ports } = settings({ portOffset: 100 });
  expect(ports).toMatchObject({ gateway: 8_180, mysql: 13_406, transport: 19_400 });
});

test('refuses one port for two parts', () => {
  expect(failure(() => settings({ port: ['mysql=16379'] })).message).toBe(
    'Port 16379 is given to both mysql and redis.',
  );
});

test('the test stack shares no port with the default one and ignores the shell', () => {
  const test = settings({ name: 'concord-test', env: { CONCORD_PORT_MYSQL: '13306' } });
  const used = new Set(Object.values(settings({}).ports));
  expect(Object.values(test.ports).filter((port) => used.has(port))).toEqual([]);
});
