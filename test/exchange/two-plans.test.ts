import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { OperatorError } from '../../src/errors.ts';
import { exportPlan } from '../../src/exchange/export.ts';
import { importPlan } from '../../src/exchange/import.ts';
import type { PartyFact, PlanFile } from '../../src/planfile/format.ts';
import { writePlanFolder } from '../../src/planfile/write.ts';
import { emptyFolder, readWell } from '../planfile/folder.ts';
import { testDatabase } from '../setup/database.ts';

// Two plans of one district share its parties: neither may change what the other says of them.
const database = await testDatabase('empty');
const { em } = database.orm;
const original = await readValidPlan(join(import.meta.dirname, '../../plans/gangcheng-2022-4'));

let first: PlanFile;
let second: PlanFile;
beforeEach(async () => {
  await em.fork().execute('truncate document, party, plan cascade');
  first = structuredClone(original);
  // Numbers of one length, so that every quote of the second document stands where it stood in the first.
  const text = JSON.stringify(original).replaceAll('钢城文明办〔2022〕4号', '钢城文明办〔2023〕1号');
  second = JSON.parse(text) as PlanFile;
  second.plan.code = '2023-1';
});

const STREETS = '370117/streets-and-zones';
const party = (file: PlanFile, code: string): PartyFact =>
  file.parties.find((each) => each.code === `370117/${code}`)!;
const rows = (sql: string): Promise<any[]> => em.fork().execute(sql);
const nothing = { created: 0, updated: 0, removed: 0 };

/** The message with which an import is refused. */
async function refusal(file: PlanFile): Promise<string> {
  const before = await rows(`select p::text as row from party p union all select m::text from membership m`);
  const error: unknown = await importPlan(em, file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorError);
  expect(await rows(`select p::text as row from party p union all select m::text from membership m`)).toEqual(
    before,
  );
  return (error as OperatorError).message;
}

/** A file without the parties given, and without what refers to them. */
function without(file: PlanFile, ...codes: string[]): PlanFile {
  const gone = new Set(codes.map((code) => `370117/${code}`));
  const keep = <F extends { party: string }>(list: F[]) => list.filter((each) => !gone.has(each.party));
  for (const home of [...file.programs, ...file.requirements]) {
    home.responsibilities = keep(home.responsibilities);
    for (const task of home.tasks) task.parties = task.parties.filter((code) => !gone.has(code));
  }
  file.parties = file.parties.filter(({ code }) => !gone.has(code));
  file.memberships = file.memberships.filter((each) => !gone.has(each.member) && !gone.has(each.collective));
  return file;
}

describe('a party that another plan lists', () => {
  test('is not overwritten: the import is refused, and every contradiction named', async () => {
    await importPlan(em, first);
    party(second, 'publicity-department').name = '宣传部';
    party(second, 'publicity-department').unitType = 'OTHER';
    party(second, 'all-units').kind = 'UNIT';
    party(second, 'aishan-street').divisionCode = '370117009';
    const message = await refusal(second);
    expect(message).toContain('370117/publicity-department name: “区委宣传部” (2022-4) ≠ “宣传部”');
    expect(message).toContain('370117/publicity-department unitType: “PARTY_DEPARTMENT” (2022-4) ≠ “OTHER”');
    expect(message).toContain('370117/all-units kind: “COLLECTIVE” (2022-4) ≠ “UNIT”');
    expect(message).toContain('370117/aishan-street divisionCode: “370117001” (2022-4) ≠ “370117009”');
    expect(message).toContain('与其他规划有 4 处矛盾');
  });

  test('does not change its place in the tree, but takes one where it had none', async () => {
    party(first, 'aishan-street').parent = '370117/civilization-office';
    await importPlan(em, first);
    party(second, 'aishan-street').parent = '370117/publicity-department';
    expect(await refusal(second)).toContain(
      '370117/aishan-street parent: “370117/civilization-office” (2022-4) ≠ “370117/publicity-department”',
    );
    party(second, 'aishan-street').parent = null;
    party(second, 'lixin-street').parent = '370117/publicity-department';
    await importPlan(em, second);
    const parents = await rows(
      `select p.code, q.code as parent from party p join party q on q.id = p.parent_id order by p.code`,
    );
    expect(parents).toEqual([
      { code: '370117/aishan-street', parent: '370117/civilization-office' },
      { code: '370117/lixin-street', parent: '370117/publicity-department' },
    ]);
  });

  test('keeps its aliases and gains those of the second plan; both plans may be imported again', async () => {
    await importPlan(em, first);
    const before = party(first, 'civilization-office').aliases;
    party(second, 'civilization-office').aliases = ['文明委办公室'];
    party(second, 'publicity-department').unitType = null;
    await importPlan(em, second);
    const [row] = await rows(`select aliases from party where code = '370117/civilization-office'`);
    expect(row.aliases).toEqual([...before, '文明委办公室']);
    expect(await rows(`select 1 from party where unit_type is null and code like '%/publicity%'`)).toEqual(
      [],
    );
    expect(await importPlan(em, first)).toMatchObject(nothing);
    expect(await importPlan(em, second)).toMatchObject(nothing);
  });

  test('stays the document’s where the second plan only enters it, and each export reads well', async () => {
    await importPlan(em, first);
    const entered = { origin: 'OPERATOR' as const, derivation: null, sources: [] };
    Object.assign(without(second, 'cyberspace-office'), { memberships: [] });
    second.parties.push({ ...party(first, 'cyberspace-office'), ...entered });
    second.memberships = [{ ...first.memberships[0]!, member: '370117/cyberspace-office' }];
    await importPlan(em, second);
    const origin = `select origin from party where code = '370117/cyberspace-office'`;
    expect(await rows(origin)).toEqual([{ origin: 'STATED' }]);
    const again = (await exportPlan(em, '2023-1'))!;
    expect(party(again, 'cyberspace-office')).toMatchObject(entered);
    const folder = await emptyFolder();
    await writePlanFolder(again, folder);
    expect(await readWell(folder)).toEqual(again);

    // Once the document that named it does so no more, it is what the other plan entered.
    await importPlan(em, without(first, 'cyberspace-office'));
    expect(await rows(origin)).toEqual([{ origin: 'OPERATOR' }]);
    expect(await importPlan(em, second)).toMatchObject(nothing);
  });

  test('may be changed by its own plan once no other lists it', async () => {
    await importPlan(em, first);
    await importPlan(em, second);
    party(first, 'bus-station').name = '钢城客运站';
    expect(await refusal(first)).toContain('370117/bus-station name: “钢城汽车站” (2023-1) ≠ “钢城客运站”');
    await importPlan(em, without(second, 'bus-station'));
    expect(await importPlan(em, first)).toMatchObject({ ...nothing, updated: 1 });
  });
});

describe('members that another plan lists', () => {
  const count = async () => (await rows('select id from membership')).length;

  test('stay when a second plan lists one of them, or another', async () => {
    await importPlan(em, first);
    const extra = { ...first.memberships[0]!, member: '370117/bus-station' };
    second.memberships = [second.memberships[0]!, extra];
    await importPlan(em, second);
    expect(await count()).toBe(8);
    expect(await importPlan(em, first)).toMatchObject(nothing);
    expect(await importPlan(em, second)).toMatchObject(nothing);
    // What both list stays for the other's sake, what only one lists goes with it.
    second.memberships = [];
    expect(await importPlan(em, second)).toMatchObject({ ...nothing, removed: 1 });
    expect(await count()).toBe(7);
    first.memberships = [];
    expect(await importPlan(em, first)).toMatchObject({ ...nothing, removed: 7 });
  });

  test('do not get other dates', async () => {
    await importPlan(em, first);
    second.memberships[0]!.validTo = '2024-01-01';
    second.memberships[1]!.validFrom = '2020-01-01';
    const message = await refusal(second);
    expect(message).toContain(`${STREETS} > 370117/aishan-street validTo: — (2022-4) ≠ “2024-01-01”`);
    expect(message).toContain(
      `${STREETS} > 370117/lixin-street validFrom–validTo: “–” (2022-4) ≠ “2020-01-01–”`,
    );
  });

  test('are confirmed when either plan confirms them', async () => {
    await importPlan(em, first);
    second.memberships = second.memberships.map((each) => ({ ...each, confirmed: true }));
    await importPlan(em, second);
    expect(await rows('select 1 from membership where not is_confirmed')).toEqual([]);
    expect(await importPlan(em, first)).toMatchObject(nothing);
  });

  test('may follow each other in time', async () => {
    first.memberships[0]!.validTo = '2024-01-01';
    await importPlan(em, first);
    second.memberships[0]!.validFrom = '2024-01-01';
    await importPlan(em, second);
    expect(await count()).toBe(8);
  });
});

describe('what a changed folder drops', () => {
  test('a party under a new code leaves no old one behind', async () => {
    await importPlan(em, first);
    const text = JSON.stringify(first).replaceAll('370117/bus-station', '370117/coach-station');
    const renamed = JSON.parse(text) as PlanFile;
    await importPlan(em, renamed);
    expect(await rows(`select code from party where code like '%-station'`)).toEqual([
      { code: '370117/coach-station' },
    ]);
    const [again, codes] = [(await exportPlan(em, '2022-4'))!, renamed.parties.map(({ code }) => code)];
    expect(again.parties.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
    expect({ ...again, parties: [] }).toEqual({ ...renamed, parties: [] });
  });

  test('members and their parties go when members.yaml is emptied, parents after children', async () => {
    party(first, 'aishan-street').parent = '370117/lixin-street';
    await importPlan(em, first);
    first.memberships = [];
    first.parties = first.parties.filter(({ origin }) => origin !== 'OPERATOR');
    expect(await importPlan(em, first)).toMatchObject({ ...nothing, removed: 14 });
    expect(await rows(`select 1 from party where origin = 'OPERATOR'`)).toEqual([]);
    expect(await importPlan(em, first)).toMatchObject(nothing);
  });

  test('a party with work hanging on it stays, as an office’s', async () => {
    await importPlan(em, first);
    const id = `(select id from party where code = '370117/bus-station')`;
    await rows('create table work as select id as party_id from party limit 0');
    await rows('alter table work add foreign key (party_id) references party');
    await rows(`insert into work ${id}`);
    await importPlan(em, without(first, 'bus-station'));
    expect(await rows(`select origin from party where code = '370117/bus-station'`)).toEqual([
      { origin: 'OPERATOR' },
    ]);
    await rows('drop table work');
  });

  test('what another plan lists stays', async () => {
    await importPlan(em, first);
    await importPlan(em, second);
    await importPlan(em, without(first, 'bus-station'));
    expect(await rows(`select origin from party where code = '370117/bus-station'`)).toEqual([
      { origin: 'STATED' },
    ]);
    expect(await exportPlan(em, '2023-1')).toEqual(second);
  });
});

describe('plans that replace each other', () => {
  test('a plan is superseded by one plan only', async () => {
    await importPlan(em, first);
    second.plan.supersedes = '2022-4';
    await importPlan(em, second);
    expect(await importPlan(em, second)).toMatchObject(nothing);
    const third = structuredClone(second);
    Object.assign(third.plan, { code: '2024-1' });
    third.document.number = '钢城文明办〔2024〕1号';
    expect(await refusal(third)).toContain('2022-4 is already superseded by 2023-1');
  });

  test('no plan supersedes itself, nor one that comes after it', async () => {
    await importPlan(em, first);
    second.plan.supersedes = '2022-4';
    await importPlan(em, second);
    first.plan.supersedes = '2023-1';
    expect(await refusal(first)).toContain('is a circle');
    first.plan.supersedes = '2022-4';
    expect(await refusal(first)).toMatch(/superseded|circle/);
  });

  test('a division code has one district name', async () => {
    await importPlan(em, first);
    second.district.name = '莱芜区';
    expect(await refusal(second)).toContain('is called 钢城区 in the plan 2022-4, not 莱芜区');
    first.district.name = '济南市钢城区';
    expect(await importPlan(em, first)).toMatchObject({ ...nothing, updated: 1 });
  });
});
