/** @type {Readonly<Record<number, readonly number[]>>} kbit/s by layer III version: 3 = MPEG-1, others MPEG-2 and 2.5. */
const DEBITS = {
  3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const FREQUENCES = { 3: [44100, 48000, 32000], 2: [22050, 24000, 16000], 0: [11025, 12000, 8000] };

function dureeMp3(octets) {
  let place = 0;
  if (octets.toString('latin1', 0, 3) === 'ID3') {
    place = 10 + octets.subarray(6, 10).reduce((taille, octet) => taille * 128 + octet, 0);
  }
  let secondes = 0;
  while (place + 4 <= octets.length) {
    const [un, deux, trois] = octets.subarray(place, place + 3);
    const version = (deux >> 3) & 3;
    const debit = DEBITS[version === 3 ? 3 : 2][trois >> 4];
    const frequence = FREQUENCES[version]?.[(trois >> 2) & 3];
    if (un !== 0xff || deux >> 5 !== 7 || ((deux >> 1) & 3) !== 1 || !debit || !frequence) break;
    const echantillons = version === 3 ? 1152 : 576;
    secondes += echantillons / frequence;
    place += Math.floor(((echantillons / 8) * debit * 1000) / frequence) + ((trois >> 1) & 1);
  }
  return secondes;
}

function dureeWav(octets) {
  const parSeconde = octets.readUInt32LE(28);
  const data = octets.indexOf('data', 36, 'latin1');
  return data < 0 || parSeconde === 0
    ? 0
    : Math.min(octets.readUInt32LE(data + 4), octets.length) / parSeconde;
}

/**
 * Seconds of sound in an MP3 (layer III) or a PCM WAV file; 0 where there is none.
 * @param {Buffer} octets
 */
export function dureeDe(octets) {
  return octets.toString('latin1', 0, 4) === 'RIFF' ? dureeWav(octets) : dureeMp3(octets);
}
