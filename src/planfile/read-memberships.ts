import { brief } from './errors.ts';
import { Fields, reportDuplicates } from './fields.ts';
import type { MembershipFact } from './format.ts';
import type { Reading } from './reading.ts';
import type { Value } from './yaml-tree.ts';

/** From its first day to the day before `validTo`; null is open. */
type Period = Pick<MembershipFact, 'validFrom' | 'validTo'>;

/** Memberships grouped by collective, as `members.yaml` has them. */
export function readMemberships(groups: Value[], reading: Reading): MembershipFact[] {
  const { errors } = reading;
  const rows: { key: string; at: Value; fact: MembershipFact }[] = [];
  for (const group of groups) {
    const fields = new Fields(group, ['collective', 'source', 'members'], errors);
    const collective = reading.partyIn(fields, 'collective');
    const party = reading.partyOf(collective);
    if (party && party.kind !== 'COLLECTIVE') {
      fields.bad('collective', `“${party.name}”不是集合主体`, `“${party.name}” is no COLLECTIVE`);
    }
    const sourceFields = new Fields(fields.spot('source'), ['title', 'url'], errors);
    const sourceTitle = sourceFields.text('title');
    const sourceUrl = sourceFields.textOrNull('url');
    if (sourceUrl !== null) checkUrl(sourceUrl, sourceFields);
    for (const item of fields.list('members')) {
      const member = readMember(item, collective, reading);
      rows.push({
        key: `${collective} ${member.member} ${member.validFrom}`,
        at: item,
        fact: { collective, ...member, sourceTitle, sourceUrl },
      });
    }
  }
  reportDuplicates(rows, '成员 (member)', errors);
  reportOverlaps(rows, reading);
  return rows.map((row) => row.fact);
}

/** Whether there is a day that belongs to both. */
export function overlap(a: Period, b: Period): boolean {
  return (
    (a.validFrom === null || b.validTo === null || a.validFrom < b.validTo) &&
    (b.validFrom === null || a.validTo === null || b.validFrom < a.validTo)
  );
}

function checkUrl(url: string, fields: Fields): void {
  const parsed = URL.parse(url);
  if (!parsed) fields.bad('url', '不是网址', 'is no URL');
  // It becomes a link on pages: `javascript:` and the like must not.
  else if (!['http:', 'https:'].includes(parsed.protocol)) {
    const shown = brief(parsed.protocol);
    fields.bad('url', `网址只接受 http 与 https，不接受“${shown}”`, `only http and https, not “${shown}”`);
  }
}

function readMember(item: Value, collective: string, reading: Reading) {
  const fields = new Fields(item, ['party', 'validFrom', 'validTo', 'confirmed', 'note'], reading.errors);
  const member = {
    member: reading.partyIn(fields, 'party'),
    validFrom: fields.dateOrNull('validFrom'),
    validTo: fields.dateOrNull('validTo'),
    confirmed: fields.boolean('confirmed', true),
    note: fields.textOrNull('note'),
  };
  const party = reading.partyOf(member.member);
  if (party && member.member === collective) {
    fields.bad(
      'party',
      `“${brief(party.name)}”不能是它自己的成员`,
      `“${brief(party.name)}” cannot be its own member`,
    );
  } else if (party?.kind === 'COLLECTIVE') {
    // A duty is expanded by one step, so each collective lists its members itself.
    fields.bad(
      'party',
      `“${brief(party.name)}”是集合主体，不能作为成员，请直接列出它的成员`,
      `“${brief(party.name)}” is a COLLECTIVE and cannot be a member: list its members instead`,
    );
  }
  if (member.validFrom !== null && member.validTo !== null && member.validFrom >= member.validTo) {
    fields.bad(
      'validTo',
      'validTo 是不再有效的第一天，须晚于 validFrom',
      'validTo is the first day it no longer holds and must be later than validFrom',
    );
  }
  return member;
}

/** A member that is in a collective twice at a time would owe everything twice. */
function reportOverlaps(rows: readonly { at: Value; fact: MembershipFact }[], reading: Reading): void {
  const groups = Map.groupBy(rows, ({ fact }) => `${fact.collective} ${fact.member}`);
  for (const group of groups.values()) {
    const inOrder = group.toSorted((a, b) => ((a.fact.validFrom ?? '') < (b.fact.validFrom ?? '') ? -1 : 1));
    let longest = inOrder[0]!;
    for (const row of inOrder.slice(1)) {
      // The same first day is a repetition, and reported as that.
      if (row.fact.validFrom !== longest.fact.validFrom && overlap(row.fact, longest.fact)) {
        const [mine, other] = [periodOf(row.fact), periodOf(longest.fact)];
        const line = longest.at.line ?? '?';
        reading.errors.add(
          row.at,
          'BAD_VALUE',
          `起止 ${mine} 与第 ${line} 行的 ${other} 重叠`,
          `the period ${mine} overlaps ${other} in line ${line}`,
        );
      }
      const end = longest.fact.validTo;
      if (end !== null && (row.fact.validTo === null || row.fact.validTo > end)) longest = row;
    }
  }
}

/** `2020-01-01–2024-07-01`, an open side left out. */
export function periodOf({ validFrom, validTo }: Period): string {
  return `${validFrom ?? ''}–${validTo ?? ''}`;
}
