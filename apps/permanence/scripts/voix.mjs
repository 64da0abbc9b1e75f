// Speaks the questions of the interview with the placeholder voice of espeak-ng: `pnpm --filter @porte-plume/permanence voix`.
// A human recording that is already here stays: its name leaves the list `synthese` of voix.json.
import createEspeak from '@echogarden/espeak-ng-emscripten';
import { arbreIllectronisme2021, instruments } from '@porte-plume/diagnostic';
import { readFileSync, writeFileSync } from 'node:fs';
import { createMp3Encoder } from 'wasm-media-encoders';

const MOTS_PAR_MINUTE = 140;
const here = (nom) => new URL(`../data/voix/${nom}`, import.meta.url);

const avant = JSON.parse(readFileSync(here('voix.json'), 'utf8'));
const espeak = await createEspeak();
const voix = await new espeak.eSpeakNGWorker();
if (voix.set_voice('fr') !== 0) throw new Error('espeak-ng has no French voice');
voix.set_rate(MOTS_PAR_MINUTE);
const encodeur = await createMp3Encoder();

function parler(texte) {
  const morceaux = [];
  voix.synthesize(texte.replaceAll('\u00a0', ' '), (audio) => {
    morceaux.push(Float32Array.from(audio, (valeur) => valeur / 32768));
    return false;
  });
  const pcm = new Float32Array(morceaux.reduce((total, { length }) => total + length, 0));
  let place = 0;
  for (const morceau of morceaux) {
    pcm.set(morceau, place);
    place += morceau.length;
  }
  encodeur.configure({
    sampleRate: voix.get_samplerate(),
    outputSampleRate: 16000,
    channels: 1,
    bitrate: 24,
  });
  return Buffer.concat([Buffer.from(encodeur.encode([pcm])), Buffer.from(encodeur.finalize())]);
}

const textes = {};
const synthese = [];
for (const { code, i18n } of instruments[arbreIllectronisme2021.instrument].items) {
  textes[code] = i18n.fr.text;
  const humaine = avant.textes[code] === i18n.fr.text && !avant.synthese.includes(code);
  if (humaine) continue;
  synthese.push(code);
  if (avant.textes[code] !== i18n.fr.text) writeFileSync(here(`${code}.mp3`), parler(i18n.fr.text));
}
writeFileSync(here('voix.json'), `${JSON.stringify({ textes, synthese }, null, 2)}\n`);
