import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { etagOf, isKnown } from '../etag.ts';
import { sendNotice } from '../notice.ts';
import { eventsOf, stateOf } from './events.ts';
import { CALENDAR_END, calendarEvent, calendarHead } from './ics.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Changes with the form of calendars, so that what clients have kept of an earlier form is fetched anew. */
const FORM = '1';

/** What codes of parties, programs and venues are made of. */
const CODE = /^([\w./-]{1,100})\.ics$/;

/** `/calendar/<code>.ics`: what is on of a party, program or venue, to be subscribed to by a calendar. */
export function registerCalendars(
  app: FastifyInstance,
  { pool, now }: { pool: Pool; now: () => Date },
): void {
  app.get<{ Params: { '*': string } }>('/calendar/*', async (request, reply) => {
    const code = CODE.exec(request.params['*'])?.[1];
    const subject = code === undefined ? null : await subjectOf(pool, code);
    if (code === undefined || !subject) {
      return sendNotice(reply, {
        status: 404,
        zh: '没有这个日历：请核对单位、项目或场所的代码',
        en: 'There is no such calendar: check the code of the party, program or venue',
      });
    }
    const today = now();
    const etag = etagOf(FORM, await stateOf(pool, subject, today));
    reply.headers({ etag, 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' });
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const name = code.replaceAll('/', '-');
    return reply
      .headers({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `inline; filename="${name}.ics"`,
      })
      .send(Readable.from(calendar(pool, subject, today)));
  });
}

async function* calendar(pool: Pool, subject: Subject, now: Date): AsyncGenerator<string> {
  yield calendarHead(`${subject.name}志愿服务活动`);
  for await (const events of eventsOf(pool, subject, now)) yield events.map(calendarEvent).join('');
  yield CALENDAR_END;
}
