type Key = Readonly<Record<string, string | number>>;

/** Orders rows by their key's columns: who takes rows in one order never waits in a circle. */
export const keyOrder =
  <K extends Key>(columns: readonly (keyof K & string)[]) =>
  (one: K, other: K): number => {
    const differs = columns.find((column) => one[column] !== other[column]);
    return differs === undefined ? 0 : (one[differs] ?? 0) < (other[differs] ?? 0) ? -1 : 1;
  };
