// Worker: one language, one fresh synthesizer, texts in their order. Same texts, same bytes.
import { parentPort, workerData } from 'node:worker_threads';
import createEspeak from '@echogarden/espeak-ng-emscripten';
import { createMp3Encoder } from 'wasm-media-encoders';

const { voix, textes } = workerData;
const VITESSE = 140;

const espeak = await createEspeak();
const parleur = await new espeak.eSpeakNGWorker();
if (parleur.set_voice(voix) !== 0) throw new Error(`espeak-ng has no voice ${voix}`);
parleur.set_rate(VITESSE);
const encodeur = await createMp3Encoder();

function parler(texte) {
  const morceaux = [];
  parleur.synthesize(texte, (audio) => {
    morceaux.push(Float32Array.from(audio, (valeur) => valeur / 32768));
    return false;
  });
  const pcm = new Float32Array(morceaux.reduce((total, { length }) => total + length, 0));
  let place = 0;
  for (const morceau of morceaux) {
    pcm.set(morceau, place);
    place += morceau.length;
  }
  return pcm;
}

function encoder(pcm) {
  encodeur.configure({
    sampleRate: parleur.get_samplerate(),
    outputSampleRate: 16000,
    channels: 1,
    bitrate: 24,
  });
  return Buffer.concat([Buffer.from(encodeur.encode([pcm])), Buffer.from(encodeur.finalize())]);
}

parentPort.postMessage(textes.map(([cle, texte]) => [cle, encoder(parler(texte)).toString('base64')]));
