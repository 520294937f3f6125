/** Tells how it goes, beside the results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
