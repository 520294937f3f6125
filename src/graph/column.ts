import type { Column, Model } from './model.ts';

/** The column that stores a property: its own, or the foreign key of a relation to one. */
export function columnOf(model: Model, property: string): Column {
  const column = model.columns.get(property) ?? model.toOne.get(property);
  if (!column) throw new Error(`The model ${model.name} has no column for ${property}`);
  return column;
}
