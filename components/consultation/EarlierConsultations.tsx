import { DataTable } from "@/components/ui/DataTable.tsx";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { StateBadge } from "./StateBadge.tsx";

/** What this client had with the studio before. */
interface EarlierRow {
  readonly id: ConsultationId;
  /** Whether its page is this artist's. */
  readonly own: boolean;
  readonly when: string;
  readonly service: string;
  readonly artist: string;
  readonly state: ConsultationState;
  readonly label: string;
  /** The title of its look sheet, or nothing. */
  readonly look: string;
}

export interface EarlierConsultationsProps {
  readonly rows: readonly EarlierRow[];
  /** First name. */
  readonly client: string;
}

/** What the client had with the studio before; nothing for somebody new. */
export function EarlierConsultations(
  { rows, client }: EarlierConsultationsProps,
) {
  if (rows.length === 0) return null;
  return (
    <section class="day-section stack" aria-labelledby="earlier">
      <h2 id="earlier">{client} was here before</h2>
      <p class="soft">Booked with the same email address.</p>
      <DataTable
        caption="Earlier consultations"
        columns={["When", "Service", "Artist", "State", "Look sheet"]
          .map((label) => ({ label }))}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            row.own
              ? (
                <a key="when" href={`/artist/consultations/${row.id}`}>
                  {row.when}
                </a>
              )
              : row.when,
            row.service,
            row.artist,
            <StateBadge key="state" state={row.state} label={row.label} />,
            row.look || "–",
          ],
        }))}
      />
    </section>
  );
}
