/** A drawn stand-in for a camera picture: portrait for a phone, landscape for a desktop. */
export function face(wide: boolean): string {
  const [w, h] = wide ? [1280, 720] : [720, 1080];
  const [skin, shade, hair, cloth, wall] = wide
    ? ["#b98562", "#a06f4f", "#2a1d18", "#4a4a48", "#b9b9b7"]
    : ["#e6c1a6", "#d2a688", "#8a5a35", "#d8d6d2", "#a9a9a8"];
  const scale = h / 1080;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}">
<defs><linearGradient id="w" x1="0" x2="1"><stop stop-color="${wall}"/><stop offset="1" stop-color="#8b8b8a"/></linearGradient>
<linearGradient id="s" x1="0" x2="1"><stop offset=".3" stop-color="${skin}"/><stop offset="1" stop-color="${shade}"/></linearGradient>
<filter id="b"><feGaussianBlur stdDeviation="5"/></filter></defs>
<rect width="${w}" height="${h}" fill="url(#w)"/>
<g transform="translate(${w / 2} ${h * 0.56}) scale(${scale})" filter="url(#b)">
<path d="M-215 40C-270-330-120-430 5-430s275 110 215 470c60 180 30 320-20 400H-210c-50-90-50-250-5-400z" fill="${hair}"/>
<path d="M-95 190H95V420H-95z" fill="${shade}"/>
<path d="M-430 620C-400 420-230 370-110 345c60 60 160 60 220 0 120 25 290 75 320 275z" fill="${cloth}"/>
<path d="M-175-90C-175-300-90-350 0-350s175 50 175 260C175 110 80 260 0 260S-175 110-175-90z" fill="url(#s)"/>
<path d="M-185-120C-160-330-60-370 20-350 130-340 180-240 182-110 140-170 90-250 30-270-50-230-140-200-185-120z" fill="${hair}"/>
<path d="M-105-75q35-26 75 0M35-75q38-26 75 0" stroke="${hair}" stroke-width="11" fill="none"/>
<ellipse cx="-66" cy="-32" rx="24" ry="12" fill="#3a2b25"/><ellipse cx="70" cy="-32" rx="24" ry="12" fill="#3a2b25"/>
<path d="M2-20q-22 70-8 92 12 10 30 0" stroke="${shade}" stroke-width="10" fill="none"/>
<path d="M-52 135q30-22 54-8 24-14 54 8-54 50-108 0z" fill="#a8504f"/>
</g></svg>`;
}
