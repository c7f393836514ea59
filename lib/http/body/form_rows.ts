/**
 * The rows of a form: `hours.0.from`, `hours.0.to`, `hours.1.from` … become one
 * set of fields per number, in order. A row can contain rows of its own.
 */
export function rowsOf(
  fields: URLSearchParams,
  name: string,
): URLSearchParams[] {
  const rows = new Map<number, URLSearchParams>();
  for (const [key, value] of fields) {
    const found = /^([A-Za-z]+)\.(\d{1,3})\.([A-Za-z.\d]+)$/.exec(key);
    if (found === null || found[1] !== name) continue;
    const number = Number(found[2]);
    const row = rows.get(number) ?? new URLSearchParams();
    row.append(found[3]!, value);
    rows.set(number, row);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** The text typed into a field, trimmed. */
export function typed(fields: URLSearchParams, name: string): string {
  return (fields.get(name) ?? "").trim();
}
