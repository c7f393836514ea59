import LookEditor, {
  type LookEditorProps,
} from "@/components/look/LookEditor.tsx";

/** The look sheet on the artist's page of an ended consultation. */
export default function LookDesk(
  props: Pick<LookEditorProps, "id" | "client" | "zone" | "first">,
) {
  return <LookEditor {...props} />;
}
