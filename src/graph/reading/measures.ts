import type { Row } from '../plan.ts';
import { Bind, NOW } from '../sql.ts';
import type { ReadSession } from './session.ts';

/** A measure of a row, 0 or whatever it is where nothing hangs on it. One statement for all rows of the tick. */
export function measureOf(session: ReadSession, name: string, row: Row): Promise<unknown> {
  const { sql, none } = session.models.measure(name);
  const loader = session.loader(`measure ${name}`, async (keys) => {
    const text = sql('$1::uuid[]');
    const bind = new Bind();
    bind.add(keys);
    if (text.includes(NOW)) bind.add(session.asking.now);
    const values = new Map((await session.run(text, bind)) as [string, unknown][]);
    return keys.map((key) => values.get(key as string) ?? none);
  });
  return loader.load(row.$id);
}
