import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { OperatorError } from '../../src/operator-error.ts';
import { originsIn, readCommandLine, SETTINGS, settingsHelp, workersIn } from '../../src/settings.ts';

const defaults = Object.fromEntries(SETTINGS.map((setting) => [setting.name, setting.default]));

test('an empty setting is one that is not set', () => {
  const empty = Object.fromEntries(SETTINGS.map(({ name }) => [name, '']));
  expect(readCommandLine([], {}, empty).settings).toEqual(defaults);
  expect(readCommandLine([], {}, { HOST: ' ' }).settings.HOST).toBe('127.0.0.1');
  expect(readCommandLine(['--host', ''], {}, { HOST: '0.0.0.0' }).settings.HOST).toBe('127.0.0.1');
});

test.each([
  ['postgresql://u:p@localhost:5432', 'names no database'],
  ['postgresql://u:p@localhost:5432/', 'names no database'],
  ['postgresql://localhost/name?sslmode=requre', 'sslmode must be one of'],
  ['postgresql://localhost/name?connect_timeout=soon', 'connect_timeout must be'],
])('refuses DATABASE_URL=%s', (url, message) => {
  const read = () => readCommandLine([], {}, { DATABASE_URL: url });
  expect(read).toThrow(OperatorError);
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test.each([
  [{ WORKERS: '0' }, 'WORKERS'],
  [{ WORKERS: '1.5' }, 'WORKERS'],
  [{ WORKERS: 'all' }, 'must be a whole number from 1 to 128, or auto'],
  [{ DATABASE_CONNECTIONS: '3' }, 'DATABASE_CONNECTIONS'],
  [{ WORKERS: '4', DATABASE_CONNECTIONS: '15' }, 'must be at least 16 for 4 workers'],
])('refuses %o', (settings, message) => {
  expect(() => readCommandLine([], {}, settings)).toThrow(message);
});

test('as many workers as there are cores, or as many as are asked for', () => {
  expect(workersIn(readCommandLine(['--workers', 'auto'], {}, {}).settings.WORKERS)).toBe(
    availableParallelism(),
  );
  expect(workersIn(readCommandLine([], {}, { WORKERS: '3' }).settings.WORKERS)).toBe(3);
  expect(workersIn(readCommandLine([], {}, {}).settings.WORKERS)).toBe(1);
});

test.each([
  'https://a.cn/',
  'a.cn',
  'https://a.cn/path',
  'https://a.cn:443',
  '*, https://a.cn',
  'ftp://a.cn',
])('refuses CORS_ORIGINS=%s', (origins) => {
  expect(() => readCommandLine([], {}, { CORS_ORIGINS: origins })).toThrow('must be origins');
});

test('takes origins set off by commas, or every one', () => {
  for (const origins of ['*', 'http://localhost:5173', 'https://a.cn, https://b.cn:8443,'])
    expect(readCommandLine([], {}, { CORS_ORIGINS: origins }).settings.CORS_ORIGINS).toBe(origins);
  expect(originsIn(' https://a.cn, https://b.cn:8443,')).toEqual(['https://a.cn', 'https://b.cn:8443']);
});

test('takes URLs of every usual form', () => {
  for (const url of [
    'postgres://localhost/name',
    'postgresql://u:p%40@[::1]:5432/name?sslmode=verify-full&application_name=x',
    'postgresql:///name?host=/run/postgresql',
  ]) {
    expect(readCommandLine([], {}, { DATABASE_URL: url }).settings.DATABASE_URL).toBe(url);
  }
});

test('help lists the settings that a command heeds', () => {
  expect(settingsHelp(['DATA_DIR'])).toMatch(/^ {2}--data-dir, DATA_DIR[^-]*$/);
  expect(settingsHelp().match(/^ {2}--/gm)).toHaveLength(SETTINGS.length);
});
