import { expect, type Locator, type Page } from '@playwright/test';

/** A way of working: what a hand does to a page. `gestes` counts activations, text signs apart. */
export interface Main {
  readonly nom: 'souris' | 'clavier';
  gestes(): number;
  /** Activates a button or a link, and waits for the page that it opens. */
  press(cible: Locator): Promise<void>;
  /** Opens a fold. */
  unfold(resume: Locator): Promise<void>;
  /** Chooses a radio or ticks a box. */
  choose(cible: Locator): Promise<void>;
  write(champ: Locator, texte: string): Promise<void>;
  /** Chooses in a list, by its words. */
  pick(liste: Locator, libelle: string): Promise<void>;
  /** Gives a file to a field, in the window that it opens. */
  join(champ: Locator, fichier: Fichier): Promise<void>;
}

/** A file of the person's device. */
interface Fichier {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

async function chooseFichier(page: Page, open: () => Promise<void>, fichier: Fichier): Promise<void> {
  // The browser gives its window to this test from the first to the last: asked each time, the gesture would come before.
  page.on('filechooser', () => undefined);
  await page.evaluate(() => document.readyState);
  const [fenetre] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await fenetre.setFiles(fichier);
}

/** Pointer alone. */
export function souris(page: Page): Main {
  let gestes = 0;
  return {
    nom: 'souris',
    gestes: () => gestes,
    async press(cible) {
      gestes += 1;
      await cible.click();
      await page.waitForLoadState();
    },
    async unfold(resume) {
      gestes += 1;
      await resume.click();
    },
    async choose(cible) {
      gestes += 1;
      // The whole label is the target, as for a person.
      await cible.locator('xpath=ancestor::label').click();
      await expect(cible).toBeChecked();
    },
    async write(champ, texte) {
      gestes += 1;
      await champ.click();
      await champ.fill('');
      await champ.pressSequentially(texte);
    },
    async pick(liste, libelle) {
      // One to unfold the list, one in it: the window of the list is the browser's own.
      gestes += 2;
      await liste.selectOption({ label: libelle });
    },
    async join(champ, fichier) {
      gestes += 1;
      await chooseFichier(page, () => champ.click(), fichier);
    },
  };
}

const LOIN = 250;

const focused = (cible: Locator): Promise<boolean> =>
  cible.evaluate((noeud) => noeud === document.activeElement);

/** Keyboard alone: every control is reached by Tab and the arrows, as a person reaches it. */
export function clavier(page: Page): Main {
  let gestes = 0;
  const key = async (touche: string): Promise<void> => {
    gestes += 1;
    await page.keyboard.press(touche);
  };
  const reach = async (cible: Locator): Promise<void> => {
    await expect(cible).toBeVisible();
    for (let pas = 0; pas < LOIN; pas += 1) {
      if (await focused(cible)) return;
      await key('Tab');
    }
    throw new Error(`Tab never reaches ${cible.toString()}`);
  };
  /** Tab enters a group of radios once; the arrows move inside it, and choose. */
  const reachRadio = async (cible: Locator): Promise<void> => {
    const nom = await cible.getAttribute('name');
    const inGroup = () =>
      page.evaluate(
        (attendu) =>
          document.activeElement instanceof HTMLInputElement && document.activeElement.name === attendu,
        nom,
      );
    for (let pas = 0; !(await inGroup()); pas += 1) {
      if (pas > LOIN) throw new Error(`Tab never reaches ${cible.toString()}`);
      await key('Tab');
    }
    for (let pas = 0; !(await focused(cible)); pas += 1) {
      if (pas > LOIN) throw new Error(`the arrows never reach ${cible.toString()}`);
      await key('ArrowDown');
    }
    if (!(await cible.isChecked())) await key('Space');
  };
  return {
    nom: 'clavier',
    gestes: () => gestes,
    async press(cible) {
      await reach(cible);
      gestes += 1;
      // By the control, where the focus is: the navigation that begins is then waited for, as after a click.
      await cible.press('Enter');
      await page.waitForLoadState();
    },
    async unfold(resume) {
      await reach(resume);
      await key('Enter');
    },
    async choose(cible) {
      if ((await cible.getAttribute('type')) === 'radio') await reachRadio(cible);
      else {
        await reach(cible);
        await key('Space');
      }
      await expect(cible).toBeChecked();
    },
    async write(champ, texte) {
      await reach(champ);
      if ((await champ.inputValue()) !== '') await key('ControlOrMeta+a');
      await page.keyboard.type(texte);
    },
    async pick(liste, libelle) {
      await reach(liste);
      const chosen = (): Promise<string> =>
        liste.evaluate((noeud) => (noeud as HTMLSelectElement).selectedOptions[0]?.label ?? '');
      const nombre = await liste.locator('option').count();
      await key('Home');
      for (let pas = 0; (await chosen()) !== libelle; pas += 1) {
        if (pas > nombre) throw new Error(`the arrows never reach « ${libelle} »`);
        await key('ArrowDown');
      }
    },
    async join(champ, fichier) {
      await reach(champ);
      await chooseFichier(page, () => key('Enter'), fichier);
    },
  };
}
