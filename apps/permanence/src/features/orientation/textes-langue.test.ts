import { describe, expect, it } from 'vitest';
import { LANGUES } from '../../messages/langue.ts';
import { messagesOf } from '../../messages/messages.ts';
import { TEXTES_FR } from './textes.ts';
import { textesOf } from './textes-langue.ts';

describe.each(LANGUES)('the sheet in %s', (langue) => {
  const mots = textesOf(messagesOf(langue));

  it('has a word for each of the French ones', () => {
    expect(Object.keys(mots).sort()).toEqual(Object.keys(TEXTES_FR).sort());
  });

  it('says days, hours and numbers in Western digits, each in its own order', () => {
    expect(mots.rdv('2026-12-01T13:05:00.000Z', 'Europe/Paris')).toMatch(/14.*05/u);
    expect(mots.seance('2026-12-01', 9 * 60 + 30)).toMatch(/2026.*9.*30/u);
    expect(mots.horaires(0, 4, [{ debut: 540, fin: 720 }])).toMatch(/9.*12/u);
    expect(mots.distance(0.4)).toMatch(/400/);
    expect(mots.distance(2.9)).toMatch(/2[.,]9/);
    expect(mots.fiche(42)).toContain('42');
    if (messagesOf(langue).dir === 'rtl') expect(mots.fiche(42)).toContain('\u206842\u2069');
  });

  it('keeps in French the sentence that those who receive her read', () => {
    expect(mots.dire('Aide aux démarches administratives')).toContain('Bonjour, je voudrais');
  });
});
