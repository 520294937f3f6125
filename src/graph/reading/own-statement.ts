import type { Asking, Viewer } from '../../viewer.ts';
import { Bind } from '../sql.ts';
import type { ReadSession } from './session.ts';

/** What a statement of a module's own is written with. */
export interface StatementParts {
  bind: Bind;
  asking: Asking;
  /** The condition that a `…Where` input puts on a model's rows. */
  where: (model: string, alias: string, where: Readonly<Record<string, unknown>> | null) => string | null;
  /** The condition that the asker sees a model's row. */
  visible: (model: string, alias: string) => string | null;
  /** Quoted table of a model. */
  table: (model: string) => string;
}

/** Runs a statement of a module's own, as the asker sees what it reads or somebody else. */
export async function runOwn(
  session: ReadSession,
  write: (parts: StatementParts) => string,
  viewer: Viewer,
): Promise<unknown[][]> {
  const bind = new Bind();
  const asking = as(viewer, session.asking);
  const translator = session.translator(bind, asking);
  const text = write({
    bind,
    asking,
    where: (model, alias, where) => translator.translate(session.models.model(model), alias, where),
    visible: (model, alias) => session.visible(session.models.model(model), alias, bind, asking),
    table: (model) => session.models.model(model).table,
  });
  return session.run(text, bind);
}

/** The same question of somebody else. Whether it depends on the time is told when the time is asked for. */
const as = (viewer: Viewer, asking: Asking): Asking => ({
  viewer,
  today: asking.today,
  get now() {
    return asking.now;
  },
});
