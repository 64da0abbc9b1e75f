import { describe, expect, it } from 'vitest';
import { QUESTIONS_FREINS } from './freins.ts';
import { rendrePage } from './page.ts';
import { INSTRUMENT } from './parcours.ts';
import { LANGUES, pageDe, textesDe } from './textes.ts';

const rendre = (langue: (typeof LANGUES)[number]): string =>
  rendrePage(langue, { css: 'body{}', script: '0', csp: "default-src 'none'", voix: {} });

const sections = (page: string): ReadonlyMap<string, string> =>
  new Map(
    [...page.matchAll(/<section class="ecran" id="([^"]+)".*?<\/section>/gs)].map(([tout, id = '']) => [
      id,
      tout,
    ]),
  );

/** What is written on the page without being a text of the language. */
const sansVoix = (page: string): string =>
  page
    .replace(/<(style|script|title)\b.*?<\/\1>/gs, '')
    .replace(/<nav class="langues".*?<\/nav>/gs, '')
    .replace(/<span[^>]* data-dit="[^"]+"[^>]*>(?:<span class="lie">.*?<\/span>|[^<])*<\/span>/gs, '')
    .replace(/<(\w+)[^>]*class="(?:[^"]* )?aidant\b[^"]*".*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, '')
    .trim();

describe.each(LANGUES)('the page in %s', (langue) => {
  const page = rendre(langue);
  const { phrases, lang, dir } = textesDe(langue);
  const ecrans = sections(page);

  it('holds every screen, each question with its answers, each with its drawing', () => {
    for (const { code, tache } of INSTRUMENT.items) {
      const section = ecrans.get(`question-${code}`) ?? '';
      expect(section).toContain(`data-dit="${code}.text"`);
      expect(section).toContain(`href="#picto-${code}"`);
      const reponses = [...section.matchAll(/data-geste="repondre".*?<\/button>/gs)].map(([une]) => une);
      expect(reponses.length).toBe(code === 'IU' ? 5 : 3);
      for (const une of reponses) expect(une).toMatch(/<svg.*href="#picto-[\w.-]+".*data-dit="[\w.-]+"/s);
      expect(ecrans.has(`montrer-${code}`)).toBe(tache !== undefined);
    }
    for (const { code, reponses } of QUESTIONS_FREINS) {
      expect(ecrans.get(`frein-${code}`)?.match(/data-geste="choisir"/g)?.length).toBe(reponses.length);
    }
  });

  it('every text that the person reads can be found by the voice, and is a text of the language', () => {
    expect(sansVoix(page)).toBe('');
    for (const [, cle = ''] of page.matchAll(/data-dit="([^"]+)"/g)) expect(phrases).toHaveProperty([cle]);
  });

  it('says its language and its direction, and leads to all the others', () => {
    expect(page).toContain(`<html lang="${lang}" dir="${dir}">`);
    for (const autre of LANGUES) expect(page).toContain(`<a href="${pageDe(autre)}"`);
    expect(page.match(/aria-current="page"/g)?.length).toBe(1);
    expect(page.includes('data-dit="traduction"')).toBe(langue !== 'fr');
  });

  it('asks the network for nothing', () => {
    expect(page.replace(/<a href="[\w-]+\.html"/g, '')).not.toMatch(/(?:src|href)="(?!data:|#)/);
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('keeps passing and stopping at hand, and each section named by its title', () => {
    expect(page).toMatch(/data-pied.*data-geste="retour".*data-geste="passer".*data-geste="arreter"/s);
    for (const [, id = ''] of page.matchAll(/aria-labelledby="([^"]+)"/g))
      expect(page).toContain(`id="${id}"`);
  });
});

describe('the page in French', () => {
  const page = rendre('fr');

  it('never cuts "avez-vous" at the end of a line', () => {
    for (const [, titre = ''] of page.matchAll(/<h1[^>]*>(.*?)<\/h1>/g)) {
      expect(titre.replace(/<span class="lie">[^<]*<\/span>/g, '')).not.toMatch(/\p{L}-vous/u);
    }
  });

  it('puts a no-break space before every high punctuation mark that the person reads', () => {
    const texte = page.replace(/<(style|script)\b.*?<\/\1>|<[^>]+>/gs, '\n');
    expect(texte).not.toMatch(/\p{L} [?!:;»]/u);
    expect(Object.values(textesDe('fr').phrases).filter((phrase) => / [?!:;»]/u.test(phrase))).toEqual([]);
  });
});
