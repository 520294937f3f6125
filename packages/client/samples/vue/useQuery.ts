import { shallowReactive, watchEffect } from 'vue';
import type { Client, DocumentOf } from '@zhiyuan/client';

export interface QueryState<Result> {
  data?: Result;
  error?: Error;
  isPending: boolean;
}

/** Asks at once, and again when what `variables` reads changes; the last question alone is answered. */
export function useQuery<Result, Variables extends object>(
  client: Client,
  document: DocumentOf<Result, Variables>,
  variables: () => NoInfer<Variables>,
): QueryState<Result> {
  const state = shallowReactive<QueryState<Result>>({ isPending: true });
  watchEffect(async (onCleanup) => {
    const controller = new AbortController();
    onCleanup(() => controller.abort());
    state.isPending = true;
    try {
      const data = await client.request(document, variables(), { signal: controller.signal });
      Object.assign(state, { data, error: undefined, isPending: false });
    } catch (error) {
      if (!controller.signal.aborted) Object.assign(state, { error, isPending: false });
    }
  });
  return state;
}
