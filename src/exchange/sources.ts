import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import type { Origin, PassageFact, Sourced } from '../planfile/format.ts';

/** The columns of a fact's provenance. */
export const provenance = ({ origin, derivation }: Sourced) => ({ origin, derivation });

/** The passages of facts, gathered while their rows are made and written once the rows are there. */
export class Sources {
  readonly #of = new Map<string, readonly PassageFact[]>();

  add(subject: string, passages: readonly PassageFact[]): void {
    this.#of.set(subject, passages);
  }

  /**
   * Writes passages and links of one document: passages are found again by their place, links of other documents to
   * the same facts (a party may stand in several) are left alone, passages that nothing points to go. Returns the
   * ids of the facts whose passages changed.
   */
  async write(em: EntityManager, documentId: string): Promise<string[]> {
    const before = await PassagesOf.document(em, documentId);
    const places = new Map(
      [...this.#of.values()].flat().map((passage) => [`${passage.start}-${passage.end}`, passage]),
    );
    const passages = [...places.values()];
    await em.execute(
      `delete from fact_source f using passage p where p.id = f.passage_id and p.document_id = ?`,
      [documentId],
    );
    const rows: { id: string; start: number; end: number }[] = await em.execute(
      `insert into passage (id, document_id, section, quote, start, "end")
       select v.id::uuid, ?::uuid, v.section, v.quote, v.start, v."end"
       from jsonb_to_recordset(?::jsonb) v(id text, section text, quote text, start int, "end" int)
       on conflict (document_id, start, "end") do update set section = excluded.section, quote = excluded.quote
       returning id, start, "end"`,
      [documentId, JSON.stringify(passages.map((passage) => ({ id: v7(), ...passage })))],
    );
    const idAt = new Map(rows.map(({ id, start, end }) => [`${start}-${end}`, id]));
    const links = [...this.#of].flatMap(([subject, list]) =>
      [...new Set(list.map(({ start, end }) => idAt.get(`${start}-${end}`)!))].map((passage, i) => ({
        subject,
        passage,
        ordinal: i + 1,
      })),
    );
    await em.execute(
      `insert into fact_source (subject, ordinal, passage_id)
       select v.subject::uuid, v.ordinal + coalesce((select max(f.ordinal) from fact_source f where f.subject = v.subject::uuid), 0), v.passage::uuid
       from jsonb_to_recordset(?::jsonb) v(subject text, ordinal int, passage text)`,
      [JSON.stringify(links)],
    );
    await em.execute(
      `delete from passage p where p.document_id = ? and not exists (select 1 from fact_source f where f.passage_id = p.id)`,
      [documentId],
    );
    return [...new Set([...before.subjects(), ...this.#of.keys()])].filter(
      (subject) => textOf(before.of(subject)) !== textOf(this.#of.get(subject) ?? []),
    );
  }
}

/** The same text for the same passages, each counted once. */
const textOf = (passages: readonly PassageFact[]): string =>
  JSON.stringify([
    ...new Set(passages.map(({ section, quote, start, end }) => `${section} ${start} ${end} ${quote}`)),
  ]);

/** The passages of one document by the facts that point to them, as read back. */
export class PassagesOf {
  readonly #of: Map<string, PassageFact[]>;

  private constructor(of: Map<string, PassageFact[]>) {
    this.#of = of;
  }

  /** Reads them all with one statement; links of the same facts to other documents are not among them. */
  static async document(em: EntityManager, documentId: string): Promise<PassagesOf> {
    const rows: (PassageFact & { subject: string })[] = await em.execute(
      `select f.subject, p.section, p.quote, p.start, p."end" from fact_source f join passage p on p.id = f.passage_id
       where p.document_id = ? order by f.subject, f.ordinal`,
      [documentId],
    );
    const of = new Map<string, PassageFact[]>();
    for (const { subject, ...passage } of rows) {
      const list = of.get(subject);
      if (list) list.push(passage);
      else of.set(subject, [passage]);
    }
    return new PassagesOf(of);
  }

  /** The passages of one fact in this document. */
  of(subject: string): readonly PassageFact[] {
    return this.#of.get(subject) ?? [];
  }

  /** Ids of all facts that the document is a source of, whatever their table. */
  subjects(): string[] {
    return [...this.#of.keys()];
  }

  /** The provenance of a row as a fact of a plan file. */
  sourced(row: { id: string; origin: Origin; derivation?: string | null }): Sourced {
    return {
      origin: row.origin,
      derivation: row.derivation ?? null,
      sources: [...this.of(row.id)],
    };
  }
}
