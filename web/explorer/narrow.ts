/** Whether the screen is a phone's: the same bound as in explorer.css. */
export function isNarrow(): boolean {
  return matchMedia('(max-width: 45rem)').matches;
}
