export interface LinkPreviewProps {
  readonly title: string;
  readonly description: string;
  readonly studio: string;
  readonly baseUrl: string;
  /** Without the query: it names what one visitor has chosen. */
  readonly path: string;
}

/** What search engines and messengers show of a public page (Open Graph). */
export function LinkPreview(props: LinkPreviewProps) {
  const { title, description, studio, baseUrl, path } = props;
  const at = (to: string) => new URL(to, baseUrl).href;
  return (
    <>
      <meta name="description" content={description} />
      <link rel="canonical" href={at(path)} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={studio} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={at(path)} />
      <meta property="og:image" content={at("/icons/icon-512.png")} />
    </>
  );
}
