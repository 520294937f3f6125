import type { GraphQLNamedType } from 'graphql';
import { addressOf, addressOfModule, baseOf } from './addresses.ts';
import { linkTo } from './example-pieces.ts';
import type { Page } from './frame.ts';
import { addressOfGuide, GUIDES, isTutorial, titleOf } from './guides.ts';
import { html, type Html, type Piece } from './html.ts';
import type { Describing } from './markdown.ts';
import type { Module, Reference } from './reference.ts';
import { WORDS } from './words.ts';

/** The first page: the tutorials, the guides, and the contract by module. */
export function contentsPage(reference: Reference, telling: Describing): Page {
  const { language } = telling;
  const words = WORDS[language];
  const guide = (slug: string) =>
    html`<li><a href="${addressOfGuide(slug, language)}">${titleOf(slug, language)}</a></li>`;
  const main = html`<h1>${words.docs}</h1>
    <p class="text">${words.lead}</p>
    <div class="columns">
      <section class="card">
        <h2>${words.tutorials}</h2>
        <ul>
          ${GUIDES.filter(isTutorial).map(({ slug }) => guide(slug))}
        </ul>
      </section>
      <section class="card">
        <h2>${words.guides}</h2>
        <ul>
          ${GUIDES.filter((each) => !isTutorial(each)).map(({ slug }) => guide(slug))}
        </ul>
      </section>
    </div>
    <h2>${words.reference}</h2>
    <p>${['Query', 'Mutation', 'Subscription'].map((root, i) => [i > 0 && ' · ', linkTo(root, language)])}</p>
    <div class="columns">${reference.modules.map((module) => cardOf(module, telling))}</div>`;
  return { title: words.index, main };
}

function cardOf(module: Module, { language }: Describing): Html {
  const words = WORDS[language];
  const roots = module.roots.map(
    (coordinate) =>
      html`<li>
        <a href="${addressOf(coordinate, language)}"><code>${coordinate.split('.')[1]}</code></a
        >${!coordinate.startsWith('Query') && html` <span class="mark">${kindOfRoot(coordinate, language)}</span>`}
      </li>`,
  );
  return html`<section class="card">
    <h3><a href="${addressOfModule(module.name, language)}">${module.title[language]}</a></h3>
    <ul>
      ${roots}
    </ul>
    <p>${words.types} ${module.types.length}</p>
  </section>`;
}

function kindOfRoot(coordinate: string, language: Describing['language']): string {
  const words = WORDS[language];
  return coordinate.startsWith('Mutation') ? words.mutations : words.subscriptions;
}

/** Everything of a module: its root fields, its types, and the fields that it adds to the types of others. */
export function modulePage(module: Module, reference: Reference, telling: Describing): Page {
  const { language } = telling;
  const words = WORDS[language];
  const roots = (root: string, title: string): Piece => {
    const own = module.roots.filter((coordinate) => coordinate.startsWith(`${root}.`));
    return (
      own.length > 0 &&
      html`<h2>${title}</h2>
        <ul class="list">
          ${own.map((coordinate) => line(coordinate, reference.field(coordinate)!.description, telling))}
        </ul>`
    );
  };
  const types = module.types.filter(({ name }) => !reference.isRoot(name));
  const main = html`<nav class="path" aria-label="${words.index}">
      <a href="${baseOf(language)}">${words.index}</a>
    </nav>
    <h1>${module.title[language]}<small>schema/${module.name}.graphql</small></h1>
    ${roots('Query', words.queries)}${roots('Mutation', words.mutations)}${roots('Subscription', words.subscriptions)}
    ${
      types.length > 0 &&
      html`<h2>${words.types}</h2>
        <ul class="list">
          ${types.map((type: GraphQLNamedType) => line(type.name, type.description, telling))}
        </ul>`
    }
    ${
      module.additions.length > 0 &&
      html`<h2>${words.additions}</h2>
        <ul class="list">
          ${module.additions.map((coordinate) => line(coordinate, descriptionOf(coordinate, reference), telling))}
        </ul>`
    }`;
  return { title: module.title[language], main };
}

const descriptionOf = (coordinate: string, reference: Reference): string | null | undefined =>
  reference.field(coordinate)?.description;

const line = (coordinate: string, description: string | null | undefined, telling: Describing): Html =>
  html`<li>
    ${linkTo(coordinate, telling.language)}
    <p>${telling.first(description)}</p>
  </li>`;

/** Most hits of a search that are listed. */
const MOST = 60;

/** What was looked up, the nearest first. */
export function searchPage(text: string, reference: Reference, { language }: Describing): Page {
  const words = WORDS[language];
  const found = reference.dictionary.search(text);
  const hits = found.slice(0, MOST).map(
    (entry) =>
      html`<li>
        ${linkTo(entry.coordinate, language)}
        <p>${entry[language] || entry.zh}</p>
      </li>`,
  );
  const count: Piece =
    found.length > MOST ? `${words.foundMost} ${MOST} / ${found.length}` : `${found.length} ${words.found}`;
  const main = html`<nav class="path" aria-label="${words.index}">
      <a href="${baseOf(language)}">${words.index}</a>
    </nav>
    <h1>${text}</h1>
    <p role="status">${found.length === 0 ? words.foundNone : count}</p>
    <ol class="list">
      ${hits}
    </ol>`;
  return { title: text, main };
}

/** For an address that names nothing of the contract. */
export function missingPage(language: Describing['language']): Page {
  const words = WORDS[language];
  return {
    title: words.missing,
    main: html`<h1>${words.missing}</h1>
      <p>${words.missingLead}</p>
      <p><a href="${baseOf(language)}">${words.index}</a></p>`,
  };
}
