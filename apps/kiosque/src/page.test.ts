import { describe, expect, it } from 'vitest';
import { rendrePage } from './page.ts';
import { INSTRUMENT } from './parcours.ts';

const page = rendrePage({ css: 'body{}', script: '0', csp: "default-src 'none'" });

describe('the page', () => {
  it('holds every screen, each question with its answers', () => {
    for (const { code, i18n } of INSTRUMENT.items) {
      const section = new RegExp(`<section class="ecran" id="question-${code}".*?</section>`, 's').exec(
        page,
      )?.[0];
      expect(section?.replace(/<\/?span[^>]*>/g, '')).toContain(i18n.fr?.text);
      const answers = section?.match(/data-geste="repondre"/g)?.length;
      expect(answers).toBe(code === 'IU' ? 5 : 3);
      expect(section).toContain('Je ne sais pas');
    }
  });

  it('never cuts "avez-vous" at the end of a line', () => {
    for (const [, titre = ''] of page.matchAll(/<h1[^>]*>(.*?)<\/h1>/g)) {
      expect(titre.replace(/<span class="lie">[^<]*<\/span>/g, '')).not.toMatch(/\p{L}-vous/u);
    }
  });

  it('asks the network for nothing', () => {
    expect(page).not.toMatch(/(?:src|href)="(?!data:|#)/);
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('keeps passing and stopping at hand, and each section named by its title', () => {
    expect(page).toMatch(/data-pied.*data-geste="retour".*data-geste="passer".*data-geste="arreter"/s);
    for (const [, id = ''] of page.matchAll(/aria-labelledby="([^"]+)"/g))
      expect(page).toContain(`id="${id}"`);
  });

  it('puts a no-break space before every high punctuation mark that the person reads', () => {
    const texte = page.replace(/<style>.*?<\/style>|<[^>]+>/gs, '\n');
    expect(texte).not.toMatch(/\p{L} [?!:;»]/u);
  });
});
