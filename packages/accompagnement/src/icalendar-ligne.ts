/** Content lines are folded at 75 octets, line break excluded (RFC 5545 §3.1). */
const OCTETS_MAX = 75;
/** Everything that TEXT may not hold: controls but the line feed, and halves of a pair (RFC 5545 §3.3.11). */
const INTERDITS = /(?!\n)\p{Cc}|\p{Cs}/gu;

/** A text as the value of a property. */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(INTERDITS, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

/** `20261123T083000Z` of a UTC instant. */
export function toStamp(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** The lines as one text: folded between characters, never inside one, each ended by CRLF. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

/** A continuation begins with a space, which counts. */
function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const size = countOctets(sign);
    if (octets + size > OCTETS_MAX) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += size;
  }
  return folded;
}

function countOctets(sign: string): number {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
