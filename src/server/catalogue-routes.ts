import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE_POLICY, cataloguePage } from '../dataset/catalogue-page.ts';
import { dataPackage, type Telling } from '../dataset/data-package.ts';
import type { Dataset } from '../dataset/datasets.ts';
import { openApi } from '../dataset/open-api.ts';
import { etagOf, isKnown } from '../etag.ts';
import type { DataState } from '../generated/resolvers.ts';
import { addVary } from './exporting.ts';
import { languageOf } from './language.ts';
import { VERSION } from './service.resolvers.ts';

interface Parts {
  datasets: readonly Dataset[];
  dataState: () => Promise<DataState>;
  baseUrlOf: (request: FastifyRequest) => string;
}

/** `/data`, `/data/datapackage.json` and `/data/openapi.json`. */
export function registerCatalogue(app: FastifyInstance, { datasets, dataState, baseUrlOf }: Parts): void {
  const send = (request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply => {
    const etag = etagOf(text);
    addVary(reply, 'Accept-Language');
    reply.headers({ etag, 'x-content-type-options': 'nosniff' });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
    return isKnown(request.headers['if-none-match'], etag)
      ? reply.code(304).send()
      : reply.type(type).send(text);
  };
  const asked = (request: FastifyRequest) => {
    const { lang } = request.query as { lang?: unknown };
    return lang === 'zh' || lang === 'en' ? lang : languageOf(request.headers['accept-language']);
  };
  const telling = (request: FastifyRequest): Telling => ({
    datasets,
    baseUrl: baseUrlOf(request),
    language: asked(request),
    version: VERSION,
  });

  app.get('/data', async (request, reply) => {
    reply.headers({ 'content-security-policy': CATALOGUE_POLICY, 'referrer-policy': 'same-origin' });
    return send(
      request,
      reply,
      'text/html; charset=utf-8',
      cataloguePage(datasets, await dataState(), asked(request)),
    );
  });
  for (const [name, tell] of [
    ['datapackage', dataPackage],
    ['openapi', openApi],
  ] as const) {
    app.get(`/data/${name}.json`, async (request, reply) => {
      const text = `${JSON.stringify(tell(telling(request)), null, 2)}\n`;
      return send(request, reply, 'application/json; charset=utf-8', text);
    });
  }
}
