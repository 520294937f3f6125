import { useState } from 'react';
import { createClient, formatQuote, WhatMustItDoDocument } from '@zhiyuan/client';
import { useQuery } from './useQuery.ts';

const client = createClient({ url: '/graphql' });

export function App() {
  const [name, setName] = useState('艾山街道');
  const { data, error, isPending } = useQuery(client, WhatMustItDoDocument, { name });
  return (
    <main aria-busy={isPending}>
      <label>
        单位 <input value={name} onChange={({ target }) => setName(target.value)} />
      </label>
      {error && <p role="alert">{error.message}</p>}
      {data && !data.party && <p>没有这个单位</p>}
      <table>
        <tbody>
          {data?.party?.responsibilities.nodes.map(({ program, requirement, role, via, sources }) => (
            <tr key={[program?.code, requirement?.ordinal, role, via?.name].join()}>
              <th scope="row">{program?.title ?? requirement?.title}</th>
              <td>{via ? `经由${via.name}` : '点名'}</td>
              <td>{sources.map(formatQuote).join('')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
