import type { ComponentChildren } from "preact";
import { DataTable } from "@/components/ui/DataTable.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { PageHeading } from "./PageHeading.tsx";

export interface ListColumn<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
}

export interface ListPageProps<Row> {
  readonly heading: string;
  /** What the table lists, if the heading does not say it. */
  readonly caption?: string;
  /** The action beside the heading. */
  readonly beside?: ComponentChildren;
  /** Between the heading and the list. */
  readonly search?: ComponentChildren;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The first one names the row and leads to its page. */
  readonly columns: readonly ListColumn<Row>[];
  /** What the page says without rows. */
  readonly empty: { readonly title: string; readonly words: string };
}

/** A page that lists records in a table, or says that there are none. */
export function ListPage<Row>(
  { heading, caption, beside, search, rows, keyOf, columns, empty }:
    ListPageProps<Row>,
) {
  return (
    <>
      <PageHeading beside={beside}>{heading}</PageHeading>
      {search}
      {rows.length === 0
        ? <EmptyState title={empty.title}>{empty.words}</EmptyState>
        : (
          <DataTable
            caption={caption ?? heading}
            columns={columns.map(({ label }) => ({ label }))}
            rows={rows.map((row) => ({
              key: keyOf(row),
              cells: columns.map(({ cell }) => cell(row)),
            }))}
          />
        )}
    </>
  );
}
