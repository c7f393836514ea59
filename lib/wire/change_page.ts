/** What the pages for moving and cancelling have in common. */
export interface ChangePageProps {
  readonly session: "client" | "artist" | "admin";
  readonly id: string;
  /** The version that the page showed, so that a newer one is not changed by mistake. */
  readonly version: number;
  readonly clientName: string;
  readonly artistName: string;
  readonly serviceName: string;
  readonly zone: string;
  readonly when: string;
  /** Until when a client can change it here, with its zone; null for the studio. */
  readonly until: string | null;
  readonly contactEmail: string;
  /** What was typed into the form that was refused. */
  readonly typed?: {
    readonly word?: string;
    readonly date?: string;
    readonly time?: string;
  };
  /** Why the last attempt failed. */
  readonly refused: string | null;
  /** The consultation's own page. */
  readonly home: string;
}

/** What the artist's page says about a client's move. */
export interface MovedByClientProps {
  /** First name. */
  readonly clientName: string;
  /** The previous time, with its zone. */
  readonly from: string;
  /** How long before the start clients can move it. */
  readonly hours: number;
  /** Where the artist can choose another time. */
  readonly moveHref: string;
}
