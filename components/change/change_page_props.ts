/** What the pages for moving and cancelling a consultation have in common. */
export interface ChangePageProps {
  readonly session: "client" | "artist" | "admin";
  readonly id: string;
  /** As the page shows it: a newer version is not changed by mistake. */
  readonly version: number;
  readonly clientName: string;
  readonly artistName: string;
  readonly serviceName: string;
  readonly zone: string;
  readonly when: string;
  /** Until when a client can change it here, with its zone; null for the studio. */
  readonly until: string | null;
  readonly contactEmail: string;
  /** Why the last try came to nothing. */
  readonly refused: string | null;
  /** The consultation's own page. */
  readonly home: string;
}
