/** Age in whole years on a day; both dates are YYYY-MM-DD. Born on 29 February, one grows older on 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export const MAJORITY = 18;
/** Below this age, the guardian's consent is needed to take part. */
export const CONSENT_AGE = 14;

/**
 * Reads a resident identity number (GB 11643-1999): 18 characters, the birth date within, a check character at the
 * end. Null when it is none.
 */
export function readIdentityNumber(text: string): { birthDate: string; number: string } | null {
  const number = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return null;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  if ('10X98765432'[sum % 11] !== number[17]) return null;
  return { birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`, number };
}
