import { getNamedType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { Dataset } from './datasets.ts';
import { escape } from './escape.ts';
import type { DatasetFormat } from './formats.ts';
import type { Parameter, Query } from './parameters.ts';

const WORDS = {
  zh: { required: '必填', none: '不限', show: '列出' },
  en: { required: 'required', none: 'any', show: 'Show' },
} as const;

/** A form for the parameters of a dataset, with a button for each format, and what was given already. Needs no script. */
export function formOf(
  { name, parameters }: Pick<Dataset, 'name' | 'parameters'>,
  formats: readonly DatasetFormat[],
  language: 'zh' | 'en',
  given: Query = {},
): string {
  const buttons = formats.map((format) => {
    const label = formats.length === 1 ? WORDS[language].show : format.toUpperCase();
    return `<button formaction="/data/${name}.${format}">${label}</button>`;
  });
  const fields = parameters.map((parameter) => fieldOf(parameter, language, given[parameter.name]));
  return `<form method="get" action="/data/${name}.${formats[0]}">${fields.join('')}<p class="formats">${buttons.join('')}</p></form>`;
}

function fieldOf(
  { name, type, isRequired, default: standard, description, codes }: Parameter,
  language: 'zh' | 'en',
  given: unknown,
): string {
  const words = WORDS[language];
  const named = getNamedType(type);
  const isList = isListType(getNullableType(type));
  const required = isRequired ? ' required' : '';
  const label = `<span><code>${name}</code> <small>${escape(description[language])}${isRequired ? ` (${words.required})` : ''}</small></span>`;
  if (codes.length > 0 || named.name === 'Boolean') {
    const choices =
      codes.length > 0
        ? codes
        : [
            { code: 'true', zh: '是', en: 'yes' },
            { code: 'false', zh: '否', en: 'no' },
          ];
    const isChosen = (code: string): boolean =>
      given === undefined ? String(standard) === code : [given].flat().includes(code);
    const options = choices.map(
      (choice) =>
        `<option value="${choice.code}"${isChosen(choice.code) ? ' selected' : ''}>${choice.code} · ${escape(choice[language])}</option>`,
    );
    const any = isRequired || isList ? '' : `<option value="">${words.none}</option>`;
    return `<label>${label}<select name="${name}"${isList ? ' multiple size="3"' : ''}${required}>${any}${options.join('')}</select></label>`;
  }
  const kind =
    named.name === 'Int' ? 'number' : named.name === 'Date' || named.name === 'DateTime' ? 'date' : 'text';
  const hint = isInputObjectType(named) ? ' placeholder="{ … }"' : '';
  const value = typeof given === 'string' ? ` value="${escape(given)}"` : '';
  return `<label>${label}<input name="${name}" type="${kind}"${hint}${value}${required}></label>`;
}
