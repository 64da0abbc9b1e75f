import { measureTexte } from '@porte-plume/demarches';

const NOMS = { caracteres: ['signe', 'signes'], mots: ['mot', 'mots'] } as const;

/** Text pads: what is left in the field of the real form, counted as that field counts. The text stays in the page. */
export function startMesure(): void {
  for (const pad of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-mesure]')) {
    const line = pad.parentElement?.querySelector('[data-reste]');
    const unite = pad.dataset.mesure === 'mots' ? 'mots' : 'caracteres';
    const champ = {
      max: Number(pad.dataset.max),
      unite,
      retourLigne: pad.dataset.retour === '2' ? 2 : 1,
    } as const;
    const say = (): void => {
      if (!line) return;
      const { reste, depasse } = measureTexte(pad.value, champ);
      const nombre = Math.abs(reste);
      const nom = NOMS[unite][nombre < 2 ? 0 : 1];
      line.textContent = depasse ? `${nombre} ${nom} de trop` : `Encore ${nombre} ${nom}`;
    };
    pad.addEventListener('input', say);
    say();
    // Left or brought back, the page never shows again what somebody else typed.
    addEventListener('pagehide', () => {
      pad.value = '';
    });
    addEventListener('pageshow', () => {
      pad.value = '';
      say();
    });
  }
}
