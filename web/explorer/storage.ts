/**
 * localStorage under a prefix of our own. GraphiQL stores under fixed names, and another GraphQL server tried on the
 * same `localhost` port would otherwise leave its tabs here, in place of the examples.
 */
const prefix = 'zhiyuan-graph:';

export const storage = {
  get length() {
    return ownKeys().length;
  },
  getItem: (key: string) => localStorage.getItem(prefix + key),
  setItem: (key: string, value: string) => localStorage.setItem(prefix + key, value),
  removeItem: (key: string) => localStorage.removeItem(prefix + key),
  clear() {
    for (const key of ownKeys()) localStorage.removeItem(key);
  },
};

/** Whether GraphiQL has kept tabs of an earlier visit (the name is GraphiQL's). */
export function hasVisited(): boolean {
  return storage.getItem('graphiql:tabState') !== null;
}

function ownKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}
