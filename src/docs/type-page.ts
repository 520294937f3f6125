import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { addressOf } from './addresses.ts';
import { linkTo } from './example-pieces.ts';
import type { Page } from './frame.ts';
import { html, type Html, type Piece } from './html.ts';
import type { Describing } from './markdown.ts';
import { argumentOf, costMark, defaultOf, deprecation, typeLink } from './pieces.ts';
import { readersOf } from './reader-pieces.ts';
import type { Reference } from './reference.ts';
import { pathOf } from './root-field-page.ts';
import { WORDS } from './words.ts';

/** The page of a type: its fields, values or members, each with its coordinate as the anchor. */
export function typePage(type: GraphQLNamedType, reference: Reference, telling: Describing): Page {
  const { language } = telling;
  const words = WORDS[language];
  const main = html`${pathOf(type.name, reference, telling)}
    <h1 id="${type.name}"><code>${type.name}</code><small>${words.kinds[kindOf(type)]}</small></h1>
    <p>${telling.whole(type.description)}</p>
    ${readersOf(type.name, reference, language)}
    ${isScalarType(type) && type.specifiedByURL && html`<p>${words.spec} <a href="${type.specifiedByURL}" rel="noopener noreferrer">${type.specifiedByURL}</a></p>`}
    ${isInputObjectType(type) && type.isOneOf && html`<p class="note">${words.oneOf}</p>`}
    ${interfacesOf(type, telling)}${possibleOf(type, reference, telling)}
    ${membersOf(type, reference, telling)} ${usesOf(type.name, reference, telling)}`;
  return { title: type.name, main };
}

function kindOf(type: GraphQLNamedType): keyof (typeof WORDS)['zh']['kinds'] {
  if (isObjectType(type)) return 'OBJECT';
  if (isInterfaceType(type)) return 'INTERFACE';
  if (isUnionType(type)) return 'UNION';
  if (isEnumType(type)) return 'ENUM';
  return isInputObjectType(type) ? 'INPUT' : 'SCALAR';
}

function interfacesOf(type: GraphQLNamedType, { language }: Describing): Piece {
  const own = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  return (
    own.length > 0 &&
    html`<p>${WORDS[language].implements}: ${listed(own.map(({ name }) => linkTo(name, language)))}</p>`
  );
}

function possibleOf(type: GraphQLNamedType, { schema }: Reference, { language }: Describing): Piece {
  if (!isAbstractType(type)) return null;
  const words = WORDS[language];
  const links = schema.getPossibleTypes(type).map(({ name }) => linkTo(name, language));
  return html`<p>${isUnionType(type) ? words.members : words.possible}: ${listed(links)}</p>`;
}

const listed = (links: readonly Html[]): Piece => links.map((link, i) => [i > 0 && ' · ', link]);

function membersOf(type: GraphQLNamedType, reference: Reference, telling: Describing): Piece {
  const words = WORDS[telling.language];
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => {
      const coordinate = `${type.name}.${value.name}`;
      return html`<section class="entry${value.deprecationReason != null && ' struck'}" id="${coordinate}">
        <h3><code>${value.name}</code>${selfLink(coordinate, telling)}</h3>
        <p>${telling.whole(value.description)}</p>
        ${deprecation(value.deprecationReason, telling)}
      </section>`;
    });
    return html`<h2>${words.values}</h2>
      ${values}`;
  }
  if (isInputObjectType(type)) {
    return html`<h2>${words.fields}</h2>
      ${Object.values(type.getFields()).map((field) => inputOf(type.name, field, telling))}`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  // What other modules add comes after what the type is by itself.
  const isAdded = ({ name }: { name: string }) => Number(!!reference.moduleOf(`${type.name}.${name}`));
  const fields = Object.values(type.getFields()).toSorted((a, b) => isAdded(a) - isAdded(b));
  return html`<h2>${words.fields}</h2>
    ${fields.map((field) => fieldOf(type.name, field, reference, telling))}`;
}

function inputOf(parent: string, field: GraphQLInputField, telling: Describing): Html {
  const coordinate = `${parent}.${field.name}`;
  const standard = defaultOf(field);
  return html`<section class="entry" id="${coordinate}">
    <h3>
      <code>${field.name}</code
      ><code class="of">${typeLink(field.type, telling.language)}</code
      >${standard !== null && html`<span class="mark">${WORDS[telling.language].default} ${standard}</span>`}${selfLink(coordinate, telling)}
    </h3>
    <p>${telling.whole(field.description)}</p>
    ${deprecation(field.deprecationReason, telling)}
  </section>`;
}

function fieldOf(
  parent: string,
  field: GraphQLField<unknown, unknown>,
  reference: Reference,
  telling: Describing,
): Html {
  const { language } = telling;
  const coordinate = `${parent}.${field.name}`;
  const cost = costMark(reference, parent, field, language);
  const isElsewhere = reference.isRoot(parent);
  const name = html`<code>${field.name}</code>`;
  const module = reference.moduleOf(coordinate);
  return html`<section class="entry${field.deprecationReason != null && ' struck'}" id="${coordinate}">
    <h3>
      ${isElsewhere ? html`<a href="${addressOf(coordinate, language)}">${name}</a>` : name}<code class="of"
        >${typeLink(field.type, language)}</code
      >${cost !== null && html`<span class="mark">${cost}</span>`}${!isElsewhere && module && html`<span class="mark">${module.title[language]}</span>`}${selfLink(coordinate, telling)}
    </h3>
    <p>${telling.whole(field.description)}</p>
    ${deprecation(field.deprecationReason, telling)}${personal(field, reference, telling)}${readersOf(coordinate, reference, language)}
    ${!isElsewhere && field.args.length > 0 && html`<dl>${field.args.map((arg) => argumentOf(coordinate, arg, telling))}</dl>`}
  </section>`;
}

const selfLink = (coordinate: string, { language }: Describing): Html =>
  html`<a
    class="self"
    href="${`#${coordinate}`}"
    aria-label="${coordinate} ${language === 'zh' ? '的链接' : '(link)'}"
    >#</a
  >`;

/** What `@personal` says of a field, in the words of the contract. */
function personal(field: GraphQLField<unknown, unknown>, { schema }: Reference, telling: Describing): Piece {
  const mark = field.astNode?.directives?.find(({ name }) => name.value === 'personal');
  const kind = mark?.arguments?.[0]?.value;
  if (kind?.kind !== 'EnumValue') return null;
  const kinds = schema.getType('PersonalData');
  const value = isEnumType(kinds) ? kinds.getValue(kind.value) : undefined;
  const words = WORDS[telling.language];
  return html`<p class="note">
    <strong>${words.personal}</strong> ${telling.whole(value?.description)} ${words.personalRule}
  </p>`;
}

function usesOf(name: string, reference: Reference, { language }: Describing): Piece {
  const uses = reference.usesOf(name);
  if (uses.length === 0) return null;
  return html`<details${uses.length <= MOST_OPEN && ' open'}><summary>${WORDS[language].uses} (${uses.length})</summary><ul class="list">${uses.map((use) => html`<li>${linkTo(use, language)}</li>`)}</ul></details>`;
}

/** Longer lists wait to be opened. */
const MOST_OPEN = 12;
