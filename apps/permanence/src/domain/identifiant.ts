/** Source of chance: `octets` unpredictable bytes. */
export type Alea = (octets: number) => Uint8Array;

/**
 * UUID version 7 (RFC 9562 §5.7), made in TypeScript because PostgreSQL 15 has none.
 * @param maintenant - milliseconds since 1970
 */
export function createId(maintenant: number, alea: Alea): string {
  const octets = alea(16);
  let temps = maintenant;
  for (let index = 5; index >= 0; index -= 1) {
    octets[index] = temps % 256;
    temps = Math.floor(temps / 256);
  }
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x70;
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(octets).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case UUID: the only form accepted from an URL or a form. */
export function isId(value: string): boolean {
  return UUID.test(value);
}
