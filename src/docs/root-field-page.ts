import { getNamedType, type GraphQLField, isInterfaceType, isObjectType } from 'graphql';
import { addressOfModule, baseOf } from './addresses.ts';
import { exampleOf, linkTo, otherExamples } from './example-pieces.ts';
import type { Page } from './frame.ts';
import { html, type Html, type Piece } from './html.ts';
import type { Describing } from './markdown.ts';
import { argumentOf, costMark, deprecation, typeLink } from './pieces.ts';
import { readersOf, writersPiece } from './reader-pieces.ts';
import type { Reference } from './reference.ts';
import { WORDS } from './words.ts';

/** Examples of other shapes that are named beside the one shown. */
const MOST_OTHERS = 12;

/** The page of a field of Query, Mutation or Subscription. */
export function rootFieldPage(coordinate: string, reference: Reference, telling: Describing): Page {
  const { language } = telling;
  const words = WORDS[language];
  const field = reference.field(coordinate)!;
  const [root = '', name = ''] = coordinate.split('.');
  const [shown, ...others] = reference.examplesOf(coordinate);
  const main = html`${pathOf(coordinate, reference, telling)}
    <h1 id="${coordinate}"><code>${coordinate}</code></h1>
    <p>${telling.whole(field.description)}</p>
    ${deprecation(field.deprecationReason, telling)} ${signatureOf(field, telling)}
    <h2>${words.who}</h2>
    ${
      root === 'Mutation'
        ? writersPiece(name, language)
        : html`<p>${words.publicRead}</p>
            ${readersOf(itemOf(field).name, reference, language)}`
    }
    ${
      field.args.length > 0 &&
      html`<h2>${words.arguments}</h2>
        <div class="entry"><dl>${field.args.map((arg) => argumentOf(coordinate, arg, telling))}</dl></div>`
    }
    <h2>${words.returns}</h2>
    ${returned(field, telling)} ${costOf(root, field, reference, telling)}
    ${
      shown &&
      html`<h2>${words.example}</h2>
        ${exampleOf(shown, reference, language)}${otherExamples(others.slice(0, MOST_OTHERS), language)}`
    }`;
  return { title: coordinate, main };
}

/** Where the thing stands: contents, module. */
export function pathOf(coordinate: string, reference: Reference, { language }: Describing): Piece {
  const module = reference.moduleOf(coordinate);
  return html`<nav class="path" aria-label="${WORDS[language].index}">
    <a href="${baseOf(language)}">${WORDS[language].index}</a
    >${module && html` / <a href="${addressOfModule(module.name, language)}">${module.title[language]}</a>`}
  </nav>`;
}

function signatureOf(field: GraphQLField<unknown, unknown>, { language }: Describing): Html {
  const args = field.args.map((arg) => ['\n  ', arg.name, ': ', typeLink(arg.type, language)]);
  const within: Piece = args.length > 0 && ['(', args, '\n)'];
  return html`<pre
    tabindex="0"
  ><code>${[field.name, within, ': ', typeLink(field.type, language)]}</code></pre>`;
}

/** What a connection is a list of, else the type itself. */
function itemOf({ type }: Pick<GraphQLField<unknown, unknown>, 'type'>) {
  const named = getNamedType(type);
  const nodes = isObjectType(named) && named.name.endsWith('Connection') && named.getFields()['nodes'];
  return nodes ? getNamedType(nodes.type) : named;
}

function returned(field: GraphQLField<unknown, unknown>, telling: Describing): Html {
  const { language } = telling;
  const item = itemOf(field);
  const named = getNamedType(field.type);
  const carries: Piece = named !== item && html` → ${linkTo(item.name, language)}`;
  const list = fieldNames(item);
  return html`<p><code>${typeLink(field.type, language)}</code>${carries}</p>
    <p>${telling.whole(item.description)}</p>
    ${list.length > 0 && html`<p>${list.map((name, i) => html`${i > 0 && ' · '}<a href="${`${baseOf(language)}/type/${item.name}#${item.name}.${name}`}"><code>${name}</code></a>`)}</p>`}`;
}

const fieldNames = (type: ReturnType<typeof itemOf>): string[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];

function costOf(
  root: string,
  field: GraphQLField<unknown, unknown>,
  reference: Reference,
  { language }: Describing,
): Piece {
  const mark = costMark(reference, root, field, language);
  return (
    mark !== null &&
    html`<h2>${WORDS[language].cost}</h2>
      <p>${mark}</p>`
  );
}
