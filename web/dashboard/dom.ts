/** What stands in an element: text always as text, never as markup. */
export type Child = Node | string | number | null | undefined | false;

type Listener = (event: Event) => void;
/** Attributes by name; `false`, null and undefined leave one out, `true` sets it empty. Functions listen to the event named. */
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | Listener>>;

/**
 * Makes an element. This is the only way the dashboard makes any, and it knows no markup: what an office or a newsroom
 * typed can be nothing but text.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  fill(element, children);
  return element;
}

/** Puts children in the place of what an element held. */
export function fill(element: Element, children: readonly Child[]): void {
  element.replaceChildren(
    ...children
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (typeof child === 'number' ? String(child) : child)),
  );
}

/**
 * A name or another text that somebody typed: it keeps its own direction to itself, is clipped by the style where it is
 * long, and stands in full in the title.
 */
export function name(text: string, className = 'name'): HTMLElement {
  return el('bdi', { class: className, title: text.length > 12 ? text.slice(0, 500) : null }, text);
}

/** The element with this id; the page is wrong without it. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}
