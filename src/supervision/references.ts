import { Activity } from '../activity/activity.entity.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { invalidInput } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';

type Given = string | null | undefined;
type Path = readonly string[];

const notOfDistrict = (path: Path) => invalidInput(path, '不在本区', 'It is not of the district');

/** A party that the input refers to. Throws InvalidInput for one of another district, where one is asked for. */
export async function partyOf(w: Writing, id: string, path: Path, district?: string): Promise<Party> {
  const party = await w.refer(Party, 'Party', id, path);
  if (district !== undefined && districtOf(party) !== district) throw notOfDistrict(path);
  return party;
}

/** The same for a program that may be absent. */
export async function programOf(
  w: Writing,
  id: Given,
  path: Path,
  district: string,
): Promise<Program | null> {
  const program = await w.referIfGiven(Program, 'Program', id, path);
  if (program && (await program.plan.loadOrFail()).districtCode !== district) throw notOfDistrict(path);
  return program;
}

/** The same for a term of a plan's vocabulary. */
export async function termOf(w: Writing, id: Given, path: Path, district: string): Promise<Term | null> {
  const term = await w.referIfGiven(Term, 'Term', id, path);
  if (!term) return null;
  const { plan } = await term.vocabulary.loadOrFail({ populate: ['plan'] });
  if (plan.unwrap().districtCode !== district) throw notOfDistrict(path);
  return term;
}

/** The same for an activity. */
export async function activityOf(
  w: Writing,
  id: Given,
  path: Path,
  district: string,
): Promise<Activity | null> {
  const activity = await w.referIfGiven(Activity, 'Activity', id, path);
  if (activity && activity.districtCode !== district) throw notOfDistrict(path);
  return activity;
}
