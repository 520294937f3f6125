import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { withoutAbsent } from '../dataset/absent.ts';
import { type Dataset, readDatasets } from '../dataset/datasets.ts';
import { DATASET_FORMATS, type DatasetFormat, isDatasetFormat, PAGE } from '../dataset/formats.ts';
import { type AskCodes, mustName } from '../dataset/named.ts';
import { AFTER_ROW, COMMON, commonOf, type Query, variablesFrom } from '../dataset/parameters.ts';
import { givenTwice, noSuchDataset, unknownParameter } from '../dataset/refusals.ts';
import { tableOf } from '../dataset/table.ts';
import { locate } from '../errors.ts';
import { etagOf, isKnown } from '../etag.ts';
import { dateOf } from '../shanghai.ts';
import { contentVersion } from './content-version.ts';
import { dataState } from './data-state.ts';
import { registerCatalogue } from './catalogue-routes.ts';
import { registerExport } from './export-route.ts';
import { addVary, type ExportParts, sendFile, sendRefusal, type Wanted } from './exporting.ts';
import { languageOf } from './language.ts';
import { sendTablePage } from './table-route.ts';

/** So many tags are remembered. */
const TAGS = 10_000;

interface Parts extends Omit<ExportParts, 'dataState'> {
  schema: GraphQLSchema;
  pool: Pool;
  orm: { em: EntityManager };
  /** Tags of files hold among processes that have it in common. */
  instance: string;
}

/** `/data/<name>.{json,csv,…,html}`, what describes them, and `/export`. */
export function registerData(app: FastifyInstance, { schema, pool, orm, instance, ...rest }: Parts): void {
  const datasets = readDatasets(schema);
  const parts = {
    ...rest,
    dataState: () => dataState(orm.em.fork()),
  };
  const lasting = new Lasting();
  app.route<{ Params: { file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/data/:file',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const found = findIn(datasets, request.params.file);
      try {
        if (!found) throw locate(noSuchDataset(DATASET_FORMATS), { http: { status: 404 } });
        return await answer(request, reply, found);
      } catch (error) {
        const isPage = request.params.file.endsWith(`.${PAGE}`);
        const given = request.query as Query;
        const asked = found && { dataset: found.dataset, given };
        return sendRefusal(request, reply, error, isPage ? { asked } : null);
      }
    },
  });
  registerExport(app, { ...parts, schema });
  registerCatalogue(app, { datasets: [...datasets.values()], ...parts });

  /** What one may see of the things that parameters name. */
  const askCodes = async (request: FastifyRequest, text: string, own: Readonly<Record<string, unknown>>) => {
    const { body } = await parts.apollo.executeOperation<Awaited<ReturnType<AskCodes>> & object>(
      { query: text, variables: own },
      { contextValue: { ...parts.context(request, () => {}), noteLogged: () => {} } },
    );
    return body.kind === 'single' && !body.singleResult.errors ? (body.singleResult.data ?? null) : null;
  };

  async function answer(request: FastifyRequest, reply: FastifyReply, { dataset, format }: Found) {
    const { [AFTER_ROW]: after, ...query } = request.query as Query;
    const variables = variablesFrom(dataset.parameters, query);
    const { name, title, description, rows } = dataset;
    const document = withoutAbsent(dataset.document, variables);
    const asked = { document, operationName: undefined, variables, rows };
    let sent: Wanted['sent'];
    const headers: Record<string, string> = { link: linksOf(name, request.url, format) };
    if (request.headers.authorization === undefined) {
      const language = languageOf(request.headers['accept-language']);
      const version = await contentVersion(pool, instance);
      const about = [
        name,
        format,
        language,
        JSON.stringify(request.query),
        parts.baseUrlOf(request),
        dateOf(parts.now()),
      ];
      const tag = etagOf(version, ...about);
      sent = (isTimely) => {
        if (!isTimely) lasting.add(tag);
      };
      // Weak: when it was fetched stands in it, and is not what it says.
      Object.assign(headers, { etag: `W/${tag}`, 'cache-control': 'public, no-cache' });
      if (lasting.has(tag) && isKnown(request.headers['if-none-match'], tag)) {
        addVary(reply, 'Accept-Language, Authorization');
        return reply.code(304).headers(headers).send();
      }
    }
    await mustName(dataset.parameters, variables, (text, own) => askCodes(request, text, own));
    const wanted = {
      name,
      title,
      description,
      asked,
      table: tableOf(schema, asked),
      ...commonOf(query),
      headers,
      ...(sent && { sent }),
    };
    if (format !== PAGE) {
      if (after !== undefined) throw unknownParameter(AFTER_ROW, [...namesOf(dataset), ...COMMON]);
      return sendFile(parts, request, reply, { ...wanted, format });
    }
    if (Array.isArray(after)) throw givenTwice(AFTER_ROW, after.length);
    if (after && !wanted.table.paged) throw unknownParameter(AFTER_ROW, [...namesOf(dataset), ...COMMON]);
    return sendTablePage(parts, request, reply, {
      ...wanted,
      parameters: dataset.parameters,
      after: after || null,
    });
  }
}

/**
 * Tags of files that went out whole and did not depend on the time of day: what depends on it may be true no longer. Of
 * the oldest it forgets, which are then sent once more.
 */
class Lasting {
  readonly #tags = new Set<string>();

  has(tag: string): boolean {
    return this.#tags.has(tag);
  }

  add(tag: string): void {
    this.#tags.delete(tag);
    this.#tags.add(tag);
    if (this.#tags.size > TAGS) this.#tags.delete(this.#tags.values().next().value!);
  }
}

interface Found {
  dataset: Dataset;
  format: DatasetFormat;
}

const namesOf = ({ parameters }: Dataset): string[] => parameters.map(({ name }) => name);

function findIn(datasets: ReadonlyMap<string, Dataset>, file: string): Found | null {
  const [, name, format] = /^([a-z][a-z0-9-]*)\.([a-z]+)$/.exec(file) ?? [];
  const dataset = name === undefined ? undefined : datasets.get(name);
  return dataset && format !== undefined && isDatasetFormat(format) ? { dataset, format } : null;
}

/** The same in the other formats, and what describes it. */
function linksOf(name: string, url: string, format: string): string {
  const mark = url.indexOf('?');
  // What ends an address in this header is written out.
  const search = mark < 0 ? '' : url.slice(mark).replaceAll(/[<>"]/g, encodeURIComponent);
  const others = DATASET_FORMATS.filter((each) => each !== format).map(
    (each) => `</data/${name}.${each}${search}>; rel="alternate"`,
  );
  return [...others, '</data/datapackage.json>; rel="describedby"'].join(', ');
}
