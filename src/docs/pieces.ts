import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLType,
  getNamedType,
  isListType,
  isNonNullType,
  print,
  astFromValue,
} from 'graphql';
import { addressOf, type Language } from './addresses.ts';
import { html, type Html, type Piece } from './html.ts';
import type { Describing } from './markdown.ts';
import type { Reference } from './reference.ts';
import { WORDS } from './words.ts';

/** `[Activity!]!`, its name a link. */
export function typeLink(type: GraphQLType, language: Language): Html {
  if (isNonNullType(type)) return html`${typeLink(type.ofType, language)}!`;
  if (isListType(type)) return html`[${typeLink(type.ofType, language)}]`;
  const { name } = getNamedType(type);
  return html`<a href="${addressOf(name, language)}">${name}</a>`;
}

/** The default of an argument or input field as the contract writes it. */
export function defaultOf(input: GraphQLArgument | GraphQLInputField): string | null {
  if (input.defaultValue === undefined) return null;
  const node = astFromValue(input.defaultValue, input.type);
  return node ? print(node) : null;
}

export function deprecation(reason: string | null | undefined, telling: Describing): Piece {
  if (reason === null || reason === undefined) return null;
  return html`<p class="note">
    <strong>${WORDS[telling.language].deprecated}</strong> ${telling.text(reason)}
  </p>`;
}

/** Name, type, default and description of an argument; its coordinate is the anchor. */
export function argumentOf(coordinate: string, arg: GraphQLArgument, telling: Describing): Html {
  const anchor = `${coordinate}(${arg.name}:)`;
  const standard = defaultOf(arg);
  const { language } = telling;
  return html`<div class="argument" id="${anchor}">
    <dt>
      <code>${arg.name}</code>:
      <code>${typeLink(arg.type, language)}</code
      >${standard !== null && html` <span class="mark">${WORDS[language].default} ${standard}</span>`}
    </dt>
    <dd>${telling.whole(arg.description)}${deprecation(arg.deprecationReason, telling)}</dd>
  </div>`;
}

/** What asking for a field counts as, in few words; null where it is one object or none. */
export function costMark(
  reference: Reference,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  language: Language,
): string | null {
  const type = getNamedType(field.type).name;
  const asks = (name: string) => field.args.some((arg) => arg.name === name);
  const { statement } = reference.costing;
  const { zh, en } = ((): { zh: string; en: string } => {
    if (type.endsWith('Statistics')) {
      return asks('groupBy')
        ? {
            zh: `每次统计计 ${statement}，组数 first 另计`,
            en: `${statement} for each statement, and its groups by first`,
          }
        : { zh: `每次统计计 ${statement}`, en: `${statement} for each statement` };
    }
    if (type.endsWith('Connection') && asks('first'))
      return { zh: '按页大小计：first 或 last，缺省 20', en: 'the page size: first or last, 20 by default' };
    if (asks('ids')) return { zh: '按 ID 个数计', en: 'the number of ids' };
    const size = reference.costing.sizeOf(parent, field);
    return size === null ? { zh: '', en: '' } : { zh: `按 ${size} 个计`, en: `counts as ${size}` };
  })();
  return { zh, en }[language] || null;
}
