/** SQL: the enrolment was completed and passed. Every count of people trained is over those that meet this. */
export const passed = (alias: string): string => `${alias}.status = 'COMPLETED' and ${alias}.has_passed`;
