/** Operations that are no examples: those of the dashboard, for whoever wants to know what a panel asks. */
const texts = import.meta.glob<string>('../../operations/dashboard/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of an operation by its place below operations/, such as `dashboard/matrix`. */
export const operationText = (name: string): string | undefined => texts[`../../operations/${name}.graphql`];
