import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { etagOf, isKnown } from '../etag.ts';
import { sendNotice } from '../notice.ts';
import { timetablePage } from './page.ts';
import { PAGE_POLICY } from './page-style.ts';
import { printedEdition } from './published.ts';
import { timetableSheet } from './sheet.ts';

/** Changes with the form of page and sheet, so that what clients have kept of an earlier form is fetched anew. */
const FORM = '2';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * `/timetable/<station code>/<YYYY-MM>` as a page to be printed, and with `.xlsx` as a sheet; `?edition=1` gives an
 * earlier edition than the latest.
 */
export function registerTimetables(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get<{ Params: { station: string; file: string }; Querystring: { edition?: string } }>(
    '/timetable/:station/:file',
    async (request, reply) => {
      const [, month, extension] = /^(\d{4}-\d{2})(\.xlsx)?$/.exec(request.params.file) ?? [];
      const { station } = request.params;
      const { edition } = request.query;
      const isAsked = month !== undefined && /^[\w-]{1,64}$/.test(station);
      if (!isAsked || (edition !== undefined && !/^\d{1,6}$/.test(edition))) return reply.callNotFound();
      const number = edition === undefined ? null : Number(edition);
      const printed = await printedEdition(pool, station, month, number);
      if (!printed) {
        return sendNotice(reply, {
          status: 404,
          zh: '该站点该月的活动时间安排表尚未公布，或没有这一版',
          en: 'The timetable of this station and month is not published, or has no such edition',
        });
      }
      // An edition never changes; only whether there is a newer one does.
      const etag = etagOf(FORM, printed.id, String(printed.latest), extension ?? '');
      reply.headers({ etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
      if (extension === undefined) {
        return reply
          .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY })
          .send(timetablePage(printed));
      }
      const name = `timetable-${station}-${month}-${printed.number}.xlsx`;
      return reply
        .headers({ 'content-type': SHEET_TYPE, 'content-disposition': `attachment; filename="${name}"` })
        .send(await timetableSheet(printed));
    },
  );
}
