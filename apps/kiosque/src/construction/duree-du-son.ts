/** kbit/s of MPEG layer III by the index of the header: version 1, then versions 2 and 2.5. */
const DEBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const DEBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const FREQUENCES: Readonly<Record<number, readonly number[]>> = {
  3: [44100, 48000, 32000],
  2: [22050, 24000, 16000],
  0: [11025, 12000, 8000],
};

/** The frame that starts there, or `null` where none does. */
function trame(octets: Buffer, place: number): { octets: number; secondes: number } | null {
  const [un = 0, deux = 0, trois = 0] = octets.subarray(place, place + 3);
  const version = (deux >> 3) & 3;
  const debit = (version === 3 ? DEBITS_1 : DEBITS_2)[trois >> 4] ?? 0;
  const frequence = FREQUENCES[version]?.[(trois >> 2) & 3] ?? 0;
  const coucheTrois = un === 0xff && deux >> 5 === 7 && ((deux >> 1) & 3) === 1;
  if (!coucheTrois || debit === 0 || frequence === 0) return null;
  const echantillons = version === 3 ? 1152 : 576;
  return {
    octets: Math.floor(((echantillons / 8) * debit * 1000) / frequence) + ((trois >> 1) & 1),
    secondes: echantillons / frequence,
  };
}

function dureeMp3(octets: Buffer): number {
  let place = 0;
  if (octets.toString('latin1', 0, 3) === 'ID3') {
    place = 10 + octets.subarray(6, 10).reduce((taille, octet) => taille * 128 + octet, 0);
  }
  let secondes = 0;
  for (let une = trame(octets, place); une !== null; une = trame(octets, place)) {
    secondes += une.secondes;
    place += une.octets;
  }
  return secondes;
}

function dureeWav(octets: Buffer): number {
  const data = octets.indexOf('data', 12, 'latin1');
  if (data < 0 || data + 8 > octets.length) return 0;
  const parSeconde = octets.readUInt32LE(28);
  return parSeconde === 0
    ? 0
    : Math.min(octets.readUInt32LE(data + 4), octets.length - data - 8) / parSeconde;
}

/** Seconds of sound in an MP3 (layer III) or a PCM WAV file; 0 where there is none. */
export function dureeDuSon(octets: Buffer): number {
  return octets.toString('latin1', 0, 4) === 'RIFF' ? dureeWav(octets) : dureeMp3(octets);
}
