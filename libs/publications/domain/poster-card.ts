const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Breaks a title into lines that fit the card. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 4);
}

/** The neutral card shown before the video plays: words only, never a frame. */
export function posterCard(title: string, status: string): string {
  const lines = wrapped(title, 34).map(
    (line, i) =>
      `<text x="64" y="${250 + i * 60}" font-size="46" font-weight="600" fill="#ffffff">${escape(line)}</text>`,
  );
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" role="img" font-family="system-ui, sans-serif">',
    `<title>${escape(title)}</title>`,
    '<rect width="1280" height="720" fill="#1b2b34"/>',
    '<rect y="0" width="1280" height="12" fill="#f2b705"/>',
    '<text x="64" y="140" font-size="30" fill="#c9d6dc">City of Cambridge · Daylight</text>',
    ...lines,
    `<text x="64" y="620" font-size="30" fill="#c9d6dc">${escape(status)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}
