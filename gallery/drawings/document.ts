/** A drawn stand-in for a shared screen: a page of text at a laptop's size, where every line must stay readable. */
export function sharedDocument(): string {
  const lines = [
    "1  Hydrating primer, two pumps, pressed in with the palms",
    "2  Foundation 120N, thin, from the middle outwards",
    "3  Concealer 110W under the eyes only",
    "4  Cream blush Rosewood, high on the cheekbone",
    "5  Brown mascara, upper lashes",
    "6  Lip: stain first, balm on top, no liner",
  ];
  const rows = lines.map((line, index) =>
    `<text x="80" y="${220 + index * 56}" font-size="26">${line}</text>`
  ).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">
<rect width="1280" height="720" fill="#fff"/><rect width="1280" height="56" fill="#e4e4e4"/>
<g font-family="sans-serif" fill="#222"><text x="24" y="36" font-size="18">Bridal look, Mara: first line of the picture</text>
<text x="80" y="140" font-size="44">What goes on when</text>${rows}
<text x="80" y="700" font-size="16">Last line of the picture, 16 px: allergies lanolin, patch test by Thursday.</text></g></svg>`;
}
