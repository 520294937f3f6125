import { getNamedType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { Column, ColumnType } from './columns.ts';
import type { Telling } from './data-package.ts';
import { LICENCE } from './meta.ts';
import type { Dataset } from './datasets.ts';
import { DATASET_FORMATS, FORMAT_NAMES, FORMATS, PAGE } from './formats.ts';
import { AFTER_ROW, type Parameter } from './parameters.ts';

const TYPES: Readonly<Record<ColumnType, object>> = {
  text: { type: 'string' },
  id: { type: 'string' },
  code: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  month: { type: 'string', pattern: String.raw`^\d{4}-\d{2}$` },
  integer: { type: 'integer' },
  number: { type: 'number' },
  decimal: { type: 'string', pattern: String.raw`^-?\d+\.\d{2}$` },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
};

const INPUTS: Readonly<Record<string, object>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date' },
  // A date stands for its midnight.
  DateTime: { type: 'string' },
};

/** The datasets and /export as OpenAPI 3.1. */
export function openApi({ datasets, baseUrl, language, version }: Telling): object {
  const zh = language === 'zh';
  const say = (chinese: string, english: string) => (zh ? chinese : english);
  const problem = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const refusals = {
    400: problem(say('请求有误，说明了是哪个参数', 'The request is wrong; it says which parameter')),
    401: problem(say('令牌无效', 'The token is invalid')),
    503: problem(say('超时，可再试', 'It took too long; try again')),
  };
  const content = (rows: object) =>
    Object.fromEntries(
      FORMAT_NAMES.map((name) => [
        FORMATS[name].mediaType.split(';', 1)[0]!,
        name === 'json' ? { schema: rows } : { schema: {} },
      ]),
    );
  const common = [
    {
      name: 'headings',
      in: 'query',
      description: say(
        'CSV 与 XLSX 的列名：中文、英文或字段名',
        'Headings of CSV and XLSX: Chinese, English, or names of fields',
      ),
      schema: { type: 'string', enum: ['zh', 'en', 'names'] },
    },
    {
      name: 'limit',
      in: 'query',
      description: say('至多几行', 'Rows at most'),
      schema: { type: 'integer', minimum: 1 },
    },
  ];
  const after = {
    name: AFTER_ROW,
    in: 'query',
    description: say(
      `只用于 ${PAGE}：从哪里接着列，取自上一页的链接`,
      `Of ${PAGE} alone: where its rows begin, as the link of the page before says`,
    ),
    schema: { type: 'string' },
  };
  const format = (where: 'path' | 'query') => ({
    name: 'format',
    in: where,
    required: where === 'path',
    schema: { type: 'string', enum: where === 'path' ? DATASET_FORMATS : FORMAT_NAMES },
  });
  const pathOf = (dataset: Dataset) => ({
    get: {
      operationId: dataset.name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      summary: dataset.title[language],
      description: dataset.description[language],
      parameters: [
        format('path'),
        ...dataset.parameters.map((each) => parameterOf(each, language)),
        ...common,
        after,
      ],
      responses: {
        200: {
          description: dataset.title[language],
          content: {
            ...content({ $ref: `#/components/schemas/${dataset.name}` }),
            'text/html': { schema: {} },
          },
        },
        304: { description: say('没有变化', 'Nothing changed') },
        ...refusals,
      },
    },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: say('志愿图谱数据集', 'Datasets of Zhiyuan Graph'),
      version,
      description: `${say(
        '检入的查询，各为一张表；权限、隐去与限制同 /graphql。',
        'Checked-in queries, each a table; rights, masking and limits as at /graphql.',
      )} ${LICENCE[language]}`,
    },
    servers: [{ url: baseUrl }],
    security: [{}, { token: [] }],
    paths: {
      ...Object.fromEntries(datasets.map((dataset) => [`/data/${dataset.name}.{format}`, pathOf(dataset)])),
      '/export': {
        post: {
          operationId: 'export',
          summary: say('导出任何查询', 'Export any query'),
          parameters: [
            format('query'),
            {
              name: 'rows',
              in: 'query',
              description: say(
                '以哪个列表成行，如 programs.targets',
                'Which list is the rows, e.g. programs.targets',
              ),
              schema: { type: 'string' },
            },
            ...common,
          ],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Question' } } },
          },
          responses: {
            200: { description: say('文件', 'The file'), content: content({ type: 'object' }) },
            ...refusals,
          },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Question: {
          type: 'object',
          required: ['query'],
          properties: {
            query: { type: 'string' },
            variables: { type: ['object', 'null'] },
            operationName: { type: ['string', 'null'] },
          },
        },
        Problem: {
          type: 'object',
          required: ['errors'],
          properties: {
            errors: {
              type: 'array',
              items: {
                type: 'object',
                properties: { message: { type: 'string' }, extensions: { type: 'object' } },
              },
            },
          },
        },
        ...Object.fromEntries(datasets.map(({ name, table }) => [name, fileSchema(table.columns, language)])),
      },
    },
  };
}

function parameterOf(
  { name, type, isRequired, default: standard, description, codes }: Parameter,
  language: 'zh' | 'en',
) {
  const named = getNamedType(type);
  const isList = isListType(getNullableType(type));
  const plain =
    codes.length > 0 ? { type: 'string', enum: codes.map(({ code }) => code) } : INPUTS[named.name];
  const item = { ...(plain ?? { type: 'string' }), ...(standard !== undefined && { default: standard }) };
  const about = { name, in: 'query', required: isRequired, description: description[language] };
  // An input object travels as JSON.
  if (isInputObjectType(named))
    return { ...about, content: { 'application/json': { schema: { type: 'object' } } } };
  return isList
    ? { ...about, schema: { type: 'array', items: item }, style: 'form', explode: true }
    : { ...about, schema: item };
}

function fileSchema(columns: readonly Column[], language: 'zh' | 'en'): object {
  const cell = ({ type, isList, isNullable, heading, description, codes }: Column) => {
    const about = { title: heading[language], description: description[language] };
    const value = codes.length > 0 ? { ...TYPES[type], enum: codes.map(({ code }) => code) } : TYPES[type];
    if (isList) return { ...about, type: 'array', items: { anyOf: [value, { type: 'null' }] } };
    return isNullable ? { ...about, anyOf: [value, { type: 'null' }] } : { ...about, ...value };
  };
  return {
    type: 'object',
    required: ['meta', 'rows', 'count'],
    properties: {
      meta: { type: 'object' },
      rows: {
        type: 'array',
        items: {
          type: 'object',
          required: columns.map(({ name }) => name),
          properties: Object.fromEntries(columns.map((column) => [column.name, cell(column)])),
        },
      },
      count: { type: 'integer' },
    },
  };
}
