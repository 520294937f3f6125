export const ROLES = ['COORDINATOR', 'MEDIA', 'OFFICE', 'ANALYST'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: what the rows of the database say about the person a token proves. */
export interface Viewer {
  /** Key of the account; null for whoever gave no token. */
  readonly account: string | null;
  /** Key of the viewer as a volunteer; null until they are one. */
  volunteer: string | null;
  readonly roles: readonly { role: Role; district: string; party: string | null }[];
  /** Keys of the units and teams the viewer coordinates, and of all below them. */
  readonly parties: readonly string[];
}

export const ANONYMOUS: Viewer = Object.freeze({ account: null, volunteer: null, roles: [], parties: [] });

/** Codes of the districts in which the viewer has a role. */
export const districtsOf = (viewer: Viewer, role: Role): string[] =>
  viewer.roles.filter((grant) => grant.role === role).map(({ district }) => district);

/** Whether exact figures of people in the district are the viewer's to read: the office's and its analysts'. */
export const readsExactFigures = (viewer: Viewer, district: string): boolean =>
  (['OFFICE', 'ANALYST'] as const).some((role) => districtsOf(viewer, role).includes(district));

/** What the conditions of the reader may depend on. */
export interface Asking {
  viewer: Viewer;
  /** Today's date in Asia/Shanghai, YYYY-MM-DD. */
  today: string;
  now: Date;
}
