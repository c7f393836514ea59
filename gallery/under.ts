/** Prefixes the names of states with a folder. */
export function under<T>(
  folder: string,
  states: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(states).map(([name, state]) => [`${folder}/${name}`, state]),
  );
}
