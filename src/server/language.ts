export type Language = 'zh' | 'en';

/**
 * The language of messages by `Accept-Language`: English where the header gives it the greater weight, or the same
 * weight earlier; else Chinese, also for headers that name neither.
 */
export function languageOf(header: string | undefined): Language {
  const best: Record<Language, { weight: number; place: number }> = {
    zh: { weight: 0, place: Infinity },
    en: { weight: 0, place: Infinity },
  };
  for (const [place, part] of (header ?? '').slice(0, 1000).split(',').entries()) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const language = range === '*' ? 'zh' : range.split('-')[0];
    if (language !== 'zh' && language !== 'en') continue;
    const weight = weightOf(parameters);
    if (weight > best[language].weight) best[language] = { weight, place };
  }
  const { zh, en } = best;
  return en.weight > zh.weight || (en.weight === zh.weight && en.place < zh.place) ? 'en' : 'zh';
}

/** `q=0.5`; 1 without, 0 for what is no number from 0 to 1. */
function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  if (given === undefined) return 1;
  const weight = Number(given.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
