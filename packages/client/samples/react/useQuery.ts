import { useEffect, useState } from 'react';
import type { Client, DocumentOf } from '@zhiyuan/client';

export interface QueryState<Result> {
  data?: Result;
  error?: Error;
  isPending: boolean;
}

/** Asks at once, and again when variables differ; the last question alone is answered. */
export function useQuery<Result, Variables extends object>(
  client: Client,
  document: DocumentOf<Result, Variables>,
  variables: NoInfer<Variables>,
): QueryState<Result> {
  const [state, setState] = useState<QueryState<Result>>({ isPending: true });
  // By value: each rendering makes another object.
  const key = JSON.stringify(variables);
  useEffect(() => {
    const controller = new AbortController();
    setState(({ data }) => ({ ...(data && { data }), isPending: true }));
    client.request(document, JSON.parse(key) as Variables, { signal: controller.signal }).then(
      (data) => setState({ data, isPending: false }),
      (error: Error) => {
        if (!controller.signal.aborted) setState({ error, isPending: false });
      },
    );
    return () => controller.abort();
  }, [client, document, key]);
  return state;
}
