import { useGraphiQL } from '@graphiql/react';
import { useRef, useState } from 'react';
import { exportFile, formats, type Outcome } from './exporting.ts';

const nothing: Outcome = { message: undefined, lists: [] };

/** Exports all that the current query is about, whatever pages it asks for. */
export function ExportButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [outcome, setOutcome] = useState(nothing);
  const [rows, setRows] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const { queryEditor, variableEditor, headerEditor, operationName } = useGraphiQL(
    ({ queryEditor, variableEditor, headerEditor, operationName }) => ({
      queryEditor,
      variableEditor,
      headerEditor,
      operationName,
    }),
  );

  async function start(format: string): Promise<void> {
    setIsBusy(true);
    const query = queryEditor?.getValue() ?? '';
    const ended = await exportFile(
      {
        query,
        variables: variableEditor?.getValue() ?? '',
        headers: headerEditor?.getValue() ?? '',
        // Only where there is a choice: just after a change of tabs GraphiQL gives the name of the last one's.
        operationName: operationName && query.includes(operationName) ? operationName : undefined,
      },
      format,
      rows,
    );
    setIsBusy(false);
    setOutcome((before) => ({ ...ended, lists: ended.lists.length > 0 ? ended.lists : before.lists }));
    if (!ended.message) dialog.current?.close();
  }

  return (
    <>
      <button
        type="button"
        className="export"
        onClick={() => {
          setOutcome(nothing);
          setRows('');
          dialog.current?.showModal();
        }}
      >
        导出
      </button>
      <dialog ref={dialog} className="export-dialog" aria-label="导出当前查询">
        <p>把当前查询的全部结果存为一个文件，不论查询里写了第几页。</p>
        {outcome.lists.length > 0 && (
          <select aria-label="以哪个列表成行" value={rows} onChange={(event) => setRows(event.target.value)}>
            <option value="">以哪个列表成行…</option>
            {outcome.lists.map((list) => (
              <option key={list}>{list}</option>
            ))}
          </select>
        )}
        <p className="formats">
          {formats.map((format) => (
            <button key={format} type="button" disabled={isBusy} onClick={() => void start(format)}>
              {format.toUpperCase()}
            </button>
          ))}
        </p>
        {outcome.message && <p role="alert">{outcome.message}</p>}
        <form method="dialog">
          <button>关闭</button>
        </form>
      </dialog>
    </>
  );
}
