import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDatasets } from '../../src/dataset/datasets.ts';
import { DATASET_FORMATS } from '../../src/dataset/formats.ts';
import { buildSchema } from '../../src/server/schema.ts';
import { testServer } from '../setup/server.ts';

const { app } = await testServer('demo');
const datasets = [...readDatasets(buildSchema()).values()];
/** What a dataset cannot be asked without. */
const REQUIRED: Record<string, string> = {
  gaps: '?plan=2022-4&from=2026-01-01&to=2026-11-20',
  'weekly-duties': '?plan=2022-4&from=2026-01-01&to=2026-11-20',
  calendar: '?from=2026-01-01&before=2026-12-01',
};
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

describe('openapi.json', () => {
  test.each(['zh', 'en'])('is valid OpenAPI 3.1 (%s), whole with its references', async (language) => {
    const document = (await get(`/data/openapi.json?lang=${language}`)).json();
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas).toHaveProperty([name!]);
    expect(Object.keys(document.paths)).toHaveLength(datasets.length + 1);
  });

  test('says of the data what the data package says', async () => {
    for (const language of ['zh', 'en']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { info } = (await get(`/data/openapi.json?lang=${language}`)).json();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { description } = (await get(`/data/datapackage.json?lang=${language}`)).json();
      expect(info.license).toBeUndefined();
      expect(info.description).toContain(description);
    }
  });

  test('and the check can fail', async () => {
    const document = (await get('/data/openapi.json')).json();
    document.paths['/data/programs.{format}'].get.parameters[0].in = 'nowhere';
    expect((await new Validator().validate(document)).valid).toBe(false);
  });

  test('describes the rows as they are', async () => {
    const document = (await get('/data/openapi.json')).json();
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const { name } of datasets) {
      const search = REQUIRED[name] ?? '';
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const file = (await get(`/data/${name}.json${search}`)).json();
      const check = ajv.compile(document.components.schemas[name]);
      expect(check(file), `${name} ${JSON.stringify(check.errors?.slice(0, 2))}`).toBe(true);
      if (file.rows.length === 0) continue;
      delete file.rows[0][Object.keys(file.rows[0])[0]!];
      expect(check(file)).toBe(false);
    }
  });
});

test('datapackage.json gives the fields of each CSV file in their order', async () => {
  const { resources, $schema } = (await get('/data/datapackage.json')).json();
  expect($schema).toContain('datapackage.org/profiles/2.0');
  expect(resources.map(({ name }: any) => name)).toEqual(
    datasets.map(({ name }) => name).filter((name) => !(name in REQUIRED)),
  );
  for (const { path, schema, title } of resources) {
    const { pathname, search } = new URL(path);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { body, statusCode } = await get(pathname + search);
    expect(statusCode).toBe(200);
    const [heading] = body.slice(1).split('\r\n', 1);
    expect(heading).toBe(schema.fields.map(({ name }: any) => name).join(','));
    expect(title).toMatch(/\p{Script=Han}/u);
    for (const { type } of schema.fields)
      expect(['string', 'integer', 'number', 'boolean', 'date', 'datetime', 'yearmonth']).toContain(type);
  }
  const english = (await get('/data/datapackage.json', { 'accept-language': 'en' })).json();
  expect(english.resources.find(({ name }: any) => name === 'activities').title).toBe('Activities');
});

describe('the page of datasets', () => {
  let page: string;
  beforeAll(async () => {
    page = (await get('/data')).body;
  });

  test('shows each with its parameters, columns and files, and needs no script', () => {
    expect(page).not.toMatch(/<script|\son\w+=/);
    for (const { name, title, parameters, table } of datasets) {
      const section = new RegExp(`<section class="dataset" id="${name}">(.*?)</section>`, 's').exec(
        page,
      )![1]!;
      expect(section).toContain(title.zh);
      for (const parameter of parameters) expect(section).toContain(`name="${parameter.name}"`);
      for (const column of table.columns) expect(section).toContain(`<code>${column.name}</code>`);
      for (const format of DATASET_FORMATS) expect(section).toContain(`/data/${name}.${format}"`);
    }
  });

  test('says that demonstration data is demonstration data, and speaks English', async () => {
    expect(page).toContain('示例数据');
    const english = await get('/data', { 'accept-language': 'en' });
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('This is demonstration data');
    expect((await get('/data?lang=en')).body).toBe(english.body);
  });

  test('loads nothing and runs nothing, and is not sent again unchanged', async () => {
    const { headers } = await get('/data');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
    const again = await get('/data', { 'if-none-match': String(headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});
