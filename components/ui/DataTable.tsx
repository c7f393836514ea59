import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface TableColumn {
  label: string;
  /** Numbers are aligned to the end. */
  numeric?: boolean | undefined;
}

export interface TableRow {
  key: string;
  /** One per column; the first names the row. */
  cells: readonly ComponentChildren[];
}

export interface DataTableProps {
  /** What the table lists; for screen readers only. */
  caption: string;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
  class?: string | undefined;
}

/**
 * A table that becomes a list of entries on narrow screens. The roles keep it a
 * table for screen readers.
 */
export function DataTable(
  { caption, columns, rows, class: extra }: DataTableProps,
) {
  return (
    <div class={cx("table-frame", extra)}>
      <table class="table" role="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((c) => (
              <th
                key={c.label}
                role="columnheader"
                scope="col"
                class={c.numeric ? "table__figure" : undefined}
              >
                {c.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.key} role="row">
              {row.cells.map((cell, i) => (
                <Cell key={i} first={i === 0} column={columns[i]}>{cell}</Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ first, column, children }: {
  first: boolean;
  column: TableColumn | undefined;
  children: ComponentChildren;
}) {
  const look = column?.numeric ? "table__figure" : undefined;
  return first
    ? <th role="rowheader" scope="row" class={look}>{children}</th>
    : <td role="cell" data-label={column?.label} class={look}>{children}</td>;
}
