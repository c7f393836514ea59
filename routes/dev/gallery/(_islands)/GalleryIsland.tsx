import { LiveView } from "@/gallery/live/LiveView.tsx";

/** Hydrates a state of the gallery by its name: the values that it is made of cannot be sent as props. */
export default function GalleryIsland({ name }: { readonly name: string }) {
  return <LiveView name={name} />;
}
