import type { Pool } from 'pg';
import { v7 } from 'uuid';
import type { Viewer } from '../viewer.ts';

/** The reads of minors' personal data in one request, on record before the answer goes out. */
export class MinorReads {
  readonly #pool: Pool;
  readonly #viewer: Viewer;
  readonly #requestId: string;
  readonly #now: () => Date;
  readonly #fields = new Map<string, Set<string>>();

  constructor(pool: Pool, viewer: Viewer, requestId: string, now: () => Date) {
    this.#pool = pool;
    this.#viewer = viewer;
    this.#requestId = requestId;
    this.#now = now;
  }

  /** Notes a field; reading one's own data is no matter of record. */
  note(volunteer: string, field: string): void {
    if (volunteer === this.#viewer.volunteer) return;
    const fields = this.#fields.get(volunteer);
    if (fields) fields.add(field);
    else this.#fields.set(volunteer, new Set([field]));
  }

  async settle(): Promise<void> {
    if (this.#fields.size === 0) return;
    const rows = [...this.#fields].map(([volunteer, fields]) => ({
      id: v7(),
      volunteer,
      fields: [...fields],
    }));
    this.#fields.clear();
    await this.#pool.query(
      `insert into minor_read (id, at, account_id, volunteer_id, fields, request_id)
       select v.id::uuid, $1, $2, v.volunteer::uuid, v.fields, $3
       from jsonb_to_recordset($4::jsonb) v(id text, volunteer text, fields text[])`,
      [this.#now(), this.#viewer.account, this.#requestId, JSON.stringify(rows)],
    );
  }
}
