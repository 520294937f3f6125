import { expect, test } from 'vitest';
import { OperatorError } from '../../src/operator-error.ts';
import { readCommandLine, SETTINGS, settingsHelp } from '../../src/settings.ts';

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
