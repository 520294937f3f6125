import type { ResponsibilityRole } from './format.ts';

/** A stretch of a sentence: the parties named in it have the role. Offsets are those of the sentence. */
export interface RoleSaid {
  role: ResponsibilityRole;
  start: number;
  end: number;
}

const ROLE_WORD = /(牵头|主办)|(配合|协同|会同)|(协助|协办)/g;
/** Ends what a role word can reach. */
const STOP = /[，,。；;！？：:\n]/;

/**
 * Who has which role by the words of a sentence. `由甲牵头、乙配合`, `甲要发挥好牵头作用`: those named before the word, in
 * its clause and behind the last role word. `牵头单位：甲；配合单位：乙、丙`, `会同乙`: those named behind it.
 */
export function rolesIn(sentence: string): RoleSaid[] {
  const said: RoleSaid[] = [];
  let behind = 0;
  for (const match of sentence.matchAll(ROLE_WORD)) {
    const role = match[1] ? 'LEAD' : match[2] ? 'COOPERATE' : 'ASSIST';
    const end = match.index + match[0].length;
    const heading = /^(?:单位|部门)[：:]/.exec(sentence.slice(end));
    if (heading) {
      const start = end + heading[0].length;
      said.push({
        role,
        start,
        end:
          start +
          lengthUntil(
            sentence.slice(start),
            /[；;]|(?:牵头|配合|协助|协办|主办|承办|责任)(?:单位|部门)[：:]/,
          ),
      });
    } else if (match[0] === '会同') {
      said.push({ role, start: end, end: end + lengthUntil(sentence.slice(end), STOP) });
    } else {
      const before = sentence.slice(behind, match.index);
      const stops = [...before.matchAll(new RegExp(`${STOP.source}|由`, 'g'))];
      const last = stops.at(-1);
      said.push({ role, start: behind + (last ? last.index + 1 : 0), end: match.index });
    }
    behind = end;
  }
  return said;
}

function lengthUntil(text: string, stop: RegExp): number {
  const found = stop.exec(text);
  return found ? found.index : text.length;
}
