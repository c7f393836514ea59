type Cell = string | number;

/** Plain text in columns: words to the left, numbers to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  if (rows.length === 0) return "none";
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length))
  );
  const isNumber = head.map((_, column) =>
    rows.length > 0 && rows.every((row) => typeof row[column] === "number")
  );
  return lines.map((line) =>
    line.map((text, column) =>
      isNumber[column]
        ? text.padStart(widths[column] ?? 0)
        : text.padEnd(widths[column] ?? 0)
    ).join("  ").trimEnd()
  ).join("\n");
}
