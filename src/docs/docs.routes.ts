import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { etagOf, isKnown } from '../etag.ts';
import { addressOf, baseOf, type Language } from './addresses.ts';
import { framed, otherOf, type Page } from './frame.ts';
import { guidePage } from './guides.ts';
import { contentsPage, missingPage, modulePage, searchPage } from './index-pages.ts';
import { Describing, markdownLibrary } from './markdown.ts';
import { type Costing, Reference, type SdlFile } from './reference.ts';
import { rootFieldPage } from './root-field-page.ts';
import { DOCS_POLICY } from './style.ts';
import { typePage } from './type-page.ts';

interface Parts {
  schema: GraphQLSchema;
  sdl: () => readonly SdlFile[];
  costing: Costing;
}

/** Most characters that are looked up. */
const MOST_SEARCHED = 100;

/**
 * `/docs` in Chinese and `/docs/en` in English: the contract as pages, made of the schema that this process runs, and
 * the guides of docs/. What they are made of is read once the server listens, or with the first request.
 */
export function registerDocs(app: FastifyInstance, { schema, sdl, costing }: Parts): void {
  let reference: Reference | undefined;
  const known = (): Reference => (reference ??= new Reference(schema, sdl(), costing));
  app.addHook('onListen', async () => void setTimeout(known, WARM_UP).unref());

  for (const language of ['zh', 'en'] as const) {
    const base = baseOf(language);
    const page = (
      url: string,
      make: (request: FastifyRequest, telling: Describing, markdown: Library) => Page | string | null,
    ) =>
      app.get(url, async (request, reply) => {
        const markdown = await markdownLibrary();
        const made = make(request, new Describing(markdown, known(), language), markdown);
        return typeof made === 'string' ? reply.redirect(made, 302) : send(request, reply, made, language);
      });

    page(base, (request, telling) => {
      const text = searched(request);
      return text === '' ? contentsPage(known(), telling) : searchPage(text, known(), telling);
    });
    page(`${base}/:coordinate`, (request, telling) => {
      const { coordinate } = request.params as { coordinate: string };
      if (!known().has(coordinate)) return null;
      const isRootField = known().isRoot(coordinate.split('.', 1)[0]!) && coordinate.includes('.');
      return isRootField ? rootFieldPage(coordinate, known(), telling) : addressOf(coordinate, language);
    });
    page(`${base}/type/:name`, (request, telling) => {
      const { name } = request.params as { name: string };
      const type = name.startsWith('__') ? undefined : schema.getType(name);
      return type ? typePage(type, known(), telling) : null;
    });
    page(`${base}/module/:name`, (request, telling) => {
      const { name } = request.params as { name: string };
      const module = known().modules.find((each) => each.name === name);
      return module ? modulePage(module, known(), telling) : null;
    });
    for (const kind of ['tutorials', 'guides']) {
      page(`${base}/${kind}/:name`, (request, _, markdown) =>
        guidePage(`${kind}/${(request.params as { name: string }).name}`, markdown, language),
      );
    }
  }
}

type Library = Awaited<ReturnType<typeof markdownLibrary>>;

/** Milliseconds after the start, when the first requests have had their turn. */
const WARM_UP = 500;

function searched({ query }: FastifyRequest): string {
  const { q } = query as { q?: unknown };
  return typeof q === 'string' ? q.trim().slice(0, MOST_SEARCHED) : '';
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page | null,
  language: Language,
): FastifyReply {
  reply.headers({
    'content-security-policy': DOCS_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
  if (!page) reply.code(404);
  const text = framed(
    page ?? missingPage(language),
    language,
    elsewhere(request, language),
    searched(request),
  );
  const etag = etagOf(text);
  if (page) reply.header('etag', etag);
  return page && isKnown(request.headers['if-none-match'], etag)
    ? reply.code(304).send()
    : reply.type('text/html; charset=utf-8').send(text);
}

/** The same page in the other language. */
const elsewhere = ({ url }: FastifyRequest, language: Language): string =>
  `${baseOf(otherOf(language))}${url.slice(baseOf(language).length)}`;
