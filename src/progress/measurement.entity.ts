import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Indicator } from '../program/program.entity.ts';

const MeasurementSchema = defineEntity({
  name: 'Measurement',
  indexes: [
    {
      name: 'measurement_once',
      expression: `create unique index "measurement_once" on "measurement" ("indicator_id", "party_id", "measured_on") where "retracted_at" is null`,
    },
    { properties: ['indicator', 'measuredOn', 'id'] },
  ],
  checks: [{ name: 'measurement_per_cent', expression: '"value" >= 0 and "value" <= 100' }],
  properties: {
    id: id(),
    indicator: () => p.manyToOne(Indicator).ref(),
    party: () => p.manyToOne(Party).ref().index(),
    measuredOn: p.date(),
    /** Per cent. */
    value: p.double(),
    sampleSize: p.integer().nullable(),
    source: p.text(),
    retractedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** What a survey found for one indicator, party and day. */
export class Measurement extends MeasurementSchema.class {}
MeasurementSchema.setClass(Measurement);
