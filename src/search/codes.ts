/** Letters, digits and what codes set them off by, with one digit at least. */
const CODE = /^(?=.*\d)[\w./-]+$/;

/** The codes that a word may stand for: in full width or with any dash, and in whatever case. None if it is no code. */
export function codesOf(word: string): string[] {
  const code = word.normalize('NFKC').replaceAll(/[‐‑–—―]/g, '-');
  return CODE.test(code) ? [...new Set([code, code.toLowerCase(), code.toUpperCase()])] : [];
}
