import type { Owner } from '../access/rights.ts';
import type {
  MutationMeasurementRecordArgs,
  MutationMeasurementRetractArgs,
} from '../generated/resolvers.ts';
import { toGlobalId } from '../graph/ids.ts';
import { Party } from '../party/party.entity.ts';
import { Indicator } from '../program/program.entity.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Measurement } from './measurement.entity.ts';

const ownerOf = ({ districtCode, party }: Measurement): Owner => ({
  district: districtCode,
  parties: [party.id],
});

/** Records what a survey found. One result for an indicator, party and day: a wrong one is retracted first. */
export async function measurementRecord(
  w: Writing,
  { input }: MutationMeasurementRecordArgs,
): Promise<string> {
  const at = (name: keyof typeof input): string[] => ['input', name];
  const indicator = await w.refer(Indicator, 'Indicator', input.indicator, at('indicator'));
  const { districtCode } = await (await indicator.program.loadOrFail()).plan.loadOrFail();
  const party = await w.refer(Party, 'Party', input.party, at('party'));
  w.demand({ district: districtCode, parties: [party.id] });
  if (!(input.value >= 0 && input.value <= 100)) {
    throw invalidInput(at('value'), '应在 0 到 100 之间', 'Must be from 0 to 100');
  }
  if (input.measuredOn > w.today) {
    throw invalidInput(at('measuredOn'), '不能晚于今天', 'It cannot be after today');
  }
  const { sampleSize = null } = input;
  if (sampleSize !== null && sampleSize < 1) {
    throw invalidInput(at('sampleSize'), '至少为 1', 'At least 1');
  }
  const known = await w.em.findOne(Measurement, {
    indicator,
    party,
    measuredOn: input.measuredOn,
    retractedAt: null,
  });
  if (known) throw alreadyMeasured(known.id);
  const measurement = w.em.create(
    Measurement,
    {
      indicator,
      party,
      measuredOn: input.measuredOn,
      value: input.value,
      sampleSize,
      source: textOf(input.source, at('source')),
      retractedAt: null,
      districtCode,
    },
    { persist: true },
  );
  await w.em.flush();
  w.announce('MEASUREMENT_RECORDED', 'Measurement', measurement);
  return measurement.id;
}

const alreadyMeasured = (id: string) =>
  new Refusal(
    'AlreadyMeasured',
    '这一天已有这个指标的结果；有误请先撤回',
    'There is a result of that day already; retract it first if it is wrong',
    { measurementId: toGlobalId('Measurement', id) },
  );

/** Retracts a measurement; it stays on record. */
export async function measurementRetract(w: Writing, args: MutationMeasurementRetractArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const measurement = await w.change(Measurement, 'Measurement', args.id, ownerOf, args.expectedVersion);
  if (measurement.retractedAt) throw invalidTransition('RETRACTED', '已经撤回', 'It is retracted already');
  measurement.retractedAt = w.now;
  w.announce('MEASUREMENT_RETRACTED', 'Measurement', measurement);
  return measurement.id;
}
