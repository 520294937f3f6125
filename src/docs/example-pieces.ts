import { parse, print } from 'graphql';
import { addressOf, type Language } from './addresses.ts';
import type { Example } from './examples.ts';
import { html, type Html, type Piece } from './html.ts';
import type { Reference } from './reference.ts';
import { WORDS } from './words.ts';

/** An example as one reads and opens it: who sends it, the text, its variables, what stands in the answer. */
export function exampleOf(example: Example, reference: Reference, language: Language): Html {
  const words = WORDS[language];
  const { who, first, variables, answer } = example;
  const sender = who && (words.people as Readonly<Record<string, string>>)[who];
  const hasPlaces = JSON.stringify(variables ?? {}).includes('"@');
  return html`${sender && html`<p>${words.sender}: ${sender}</p>`}
    ${
      first &&
      html`<p>${words.firstAsk}:</p>
        ${code(print(parse(first)))}`
    }
    ${hasPlaces && !first && html`<p>${words.fromEarlier}</p>`} ${code(example.text.trimEnd())}
    ${
      variables &&
      html`<p>${words.variables}:</p>
        ${code(JSON.stringify(variables, null, 2))}`
    }
    ${
      answer &&
      html`<p>${words.answer}:</p>
        ${code(JSON.stringify(JSON.parse(answer), null, 2))}`
    }
    <p class="open"><a href="/explorer?operation=${example.path}">${words.open}</a></p>
    ${costOf(example, reference, language)}`;
}

const code = (text: string): Html => html`<pre tabindex="0"><code>${text}</code></pre>`;

/** What the example counts as, of what a request may. */
function costOf(example: Example, { costing }: Reference, language: Language): Piece {
  const nodes = costing.nodesOf(example);
  if (nodes === null) return null;
  const words = WORDS[language];
  const [asked, most] = [nodes, costing.limit].map((count) => count.toLocaleString('en'));
  return html`<p class="cost">
    ${words.costOf} <strong>${asked}</strong> ${words.nodes} (${words.of} ${most})
    <meter min="0" max="${costing.limit}" value="${nodes}" aria-label="${words.cost}">${asked}</meter>
  </p>`;
}

/** Links to other operations with the same root field. */
export function otherExamples(examples: readonly Example[], language: Language): Piece {
  if (examples.length === 0) return null;
  const links = examples.map(
    ({ path, title, roots }) =>
      html`<li>
        <a href="/explorer?operation=${path}">${language === 'zh' ? title : path}</a>
        ${roots.length > 1 && html`<span class="mark">${roots.length}</span>`}
      </li>`,
  );
  return html`<details>
    <summary>${WORDS[language].moreExamples} (${examples.length})</summary>
    <ul>
      ${links}
    </ul>
  </details>`;
}

export const linkTo = (coordinate: string, language: Language): Html =>
  html`<a href="${addressOf(coordinate, language)}"><code>${coordinate}</code></a>`;
