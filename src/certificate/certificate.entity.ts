import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, written } from '../database/columns.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';

const CertificateSchema = defineEntity({
  name: 'Certificate',
  properties: {
    id: id(),
    /** Cannot be guessed: whoever has it, has the certificate before them. */
    number: p.text().unique(),
    volunteer: () => p.manyToOne(Volunteer).ref().index(),
    from: p.date().fieldName('valid_from'),
    to: p.date().fieldName('valid_to'),
    minutes: p.integer(),
    activityCount: p.integer(),
    districtCode: p.text(),
    issuedAt: instant(),
    voidedAt: instant().nullable(),
    ...written(),
  },
});
/** What a volunteer had served in a period when it was issued. */
export class Certificate extends CertificateSchema.class {}
CertificateSchema.setClass(Certificate);
