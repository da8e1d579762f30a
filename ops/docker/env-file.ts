/** The text of an environment file with a value for each variable that has none. */
export const filled = (example: string, valueOf: (name: string) => string): string =>
  example.replaceAll(/^([A-Z_]+)=$/gm, (_, name: string) => `${name}=${valueOf(name)}`);
