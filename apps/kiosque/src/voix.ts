/** Reads the texts of a screen one after the other. Made of sound files only: no speech service of the browser. */
export interface Lecteur {
  /** From the first text of the screen; whatever was being read stops. */
  lire(ecran: HTMLElement): void;
  taire(): void;
}

type Sons = Readonly<Record<string, string>>;

const PAUSE = 220;

/**
 * @param sons the recordings by key, read when first needed: their block comes after the script in the page.
 * @param dire called whenever reading starts or ends.
 */
export function creerLecteur(sons: () => Sons, dire: (lit: boolean) => void): Lecteur {
  const audio = new Audio();
  let tour = 0;
  let marque: Element | null = null;

  const marquer = (element: Element | null): void => {
    marque?.classList.remove('lue');
    marque = element;
    marque?.classList.add('lue');
  };

  const taire = (): void => {
    tour += 1;
    audio.pause();
    marquer(null);
    dire(false);
  };

  const jouer = async (source: string): Promise<void> => {
    audio.src = `data:${source}`;
    const fin = new Promise<void>((resolve) => {
      audio.onended = () => resolve();
      audio.onerror = () => resolve();
      audio.onpause = () => resolve();
    });
    await audio.play();
    await fin;
  };

  const derouler = async (ecran: HTMLElement): Promise<void> => {
    tour += 1;
    const moi = tour;
    const estA = (): boolean => moi === tour;
    const textes = [...ecran.querySelectorAll<HTMLElement>('[data-dit]:not([data-muet])')].filter(
      (element) => element.checkVisibility() && !element.closest('.lu'),
    );
    dire(true);
    for (const element of textes) {
      const source = sons()[element.dataset.dit ?? ''];
      if (source === undefined) continue;
      marquer(element.closest('button, h1, h2, p, li') ?? element);
      try {
        await jouer(source);
      } catch {
        // The browser wants a gesture first, or the person moved on: the button stays there to listen.
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (!estA()) return;
    }
    if (estA()) taire();
  };

  return { lire: (ecran) => void derouler(ecran), taire };
}
