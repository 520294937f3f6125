import type { Party } from './party.entity.ts';

/** Code of the district of a party: what its code begins with. */
export const districtOf = ({ code }: Pick<Party, 'code'>): string => code.split('/', 1)[0]!;
