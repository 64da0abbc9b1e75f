import { measureTexte } from '@porte-plume/demarches';

const NOMS = { caracteres: ['signe', 'signes'], mots: ['mot', 'mots'] } as const;
type Unite = keyof typeof NOMS;

/** A reader is told when the hand stops, not at each key. */
const SILENCE = 1_200;

const count = (nombre: number, unite: Unite): string =>
  `${String(nombre)} ${NOMS[unite][nombre < 2 ? 0 : 1]}`;

/**
 * Text pads: what is left in the field of the real form, in words and in signs, counted as that field counts, and read aloud.
 * The text is nowhere but in the page: no name, no form, no storage, and only a voice of this very computer reads it.
 */
export function startMesure(): void {
  for (const pad of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-mesure]')) {
    const box = pad.parentElement;
    const line = box?.querySelector('[data-reste]');
    const status = box?.querySelector('[data-dit]');
    const unite: Unite = pad.dataset.mesure === 'mots' ? 'mots' : 'caracteres';
    const champ = {
      max: Number(pad.dataset.max),
      unite,
      retourLigne: pad.dataset.retour === '2' ? 2 : 1,
    } as const;
    let later: ReturnType<typeof setTimeout> | undefined;
    const say = (): void => {
      const { reste, depasse, mots, caracteres } = measureTexte(pad.value, champ);
      const left = depasse ? `${count(-reste, unite)} de trop` : `Encore ${count(reste, unite)}`;
      const written = unite === 'mots' ? count(caracteres, 'caracteres') : count(mots, 'mots');
      if (line)
        line.textContent = `${left} · ${written} ${written.startsWith('0 ') || written.startsWith('1 ') ? 'écrit' : 'écrits'}`;
      clearTimeout(later);
      later = setTimeout(() => {
        if (status) status.textContent = left;
      }, SILENCE);
    };
    const wipe = (): void => {
      pad.value = '';
      clearTimeout(later);
      if (status) status.textContent = '';
    };
    pad.addEventListener('input', say);
    say();
    startLecture(pad, box?.querySelector<HTMLButtonElement>('[data-lire]'));
    // Left or brought back, the page never shows again what somebody else typed.
    addEventListener('pagehide', wipe);
    addEventListener('pageshow', () => {
      wipe();
      say();
    });
  }
}

/** The button appears once a French voice of the computer itself is there: others send the text away to be spoken. */
function startLecture(pad: HTMLTextAreaElement, button: HTMLButtonElement | null | undefined): void {
  if (!button || !('speechSynthesis' in window)) return;
  const findVoice = (): SpeechSynthesisVoice | undefined =>
    speechSynthesis.getVoices().find(({ lang, localService }) => localService && /^fr\b/i.test(lang));
  const show = (): void => {
    button.hidden = findVoice() === undefined;
  };
  show();
  speechSynthesis.addEventListener('voiceschanged', show);
  button.addEventListener('click', () => {
    const voice = findVoice();
    const speaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (speaking || !voice || pad.value.trim() === '') return;
    const words = new SpeechSynthesisUtterance(pad.value);
    words.voice = voice;
    words.lang = voice.lang;
    speechSynthesis.speak(words);
  });
  addEventListener('pagehide', () => {
    speechSynthesis.cancel();
  });
}
