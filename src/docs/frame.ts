import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseOf, type Language } from './addresses.ts';
import { Html, html, type Piece } from './html.ts';
import { STYLE } from './style.ts';
import { WORDS } from './words.ts';

export interface Page {
  title: string;
  main: Html;
}

const SHEET = new Html(`<style>${STYLE}</style>`);
const ICON = `data:image/svg+xml,${encodeURIComponent(readFileSync(join(import.meta.dirname, '../../web/icon.svg'), 'utf8'))}`;

/** A whole page: the bar with the search, and what it is about. `other` is its address in the other language. */
export function framed({ title, main }: Page, language: Language, other: string, searched = ''): string {
  const words = WORDS[language];
  const base = baseOf(language);
  const bar: Piece = html`<header class="top">
    <a class="brand" href="/">${words.product}</a>
    <nav aria-label="${words.docs}">
      <a href="${base}">${words.docs}</a><a href="/explorer">${words.explorer}</a
      ><a href="/schema.graphql">${words.sdl}</a
      ><a href="${other}" hreflang="${WORDS[otherOf(language)].lang}" lang="${WORDS[otherOf(language)].lang}"
        >${words.other}</a
      >
    </nav>
    <form role="search" action="${base}" method="get">
      <input
        type="search"
        name="q"
        value="${searched}"
        aria-label="${words.find}"
        placeholder="${words.findHint}"
        maxlength="100"
      /><button>${words.find}</button>
    </form>
  </header>`;
  return html`<!doctype html>
    <html lang="${words.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${words.docs} · ${words.product}</title>
        <link rel="icon" type="image/svg+xml" href="${ICON}" />
        ${SHEET}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        ${bar}
        <main id="main">${main}</main>
      </body>
    </html> `.text;
}

export const otherOf = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');
