const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand in HTML, between tags and in attributes in quotes. */
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found]!);
