import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReponse } from './reponse.ts';

describe('parseReponse', () => {
  it.each([
    ['OUI svp', 'oui'],
    ['Non merci', 'non'],
    ['peut-être', 'ambigu'],
    ['Oui.', 'oui'],
    ['  oui !!! ', 'oui'],
    ['\u00a0Oui\u00a0!', 'oui'],
    ['\u202foui\u2009', 'oui'],
    ['oui\u200b\ufeff', 'oui'],
    ['oui\r\n', 'oui'],
    ['ＯＵＩ', 'oui'],
    ['« Oui »', 'oui'],
    ['oui,merci', 'oui'],
    ['Bonjour, oui, merci madame.', 'oui'],
    ['Oui S’il vous plaît', 'oui'],
    ["OUI S'IL VOUS PLAIT", 'oui'],
    ['oui s.v.p.', 'oui'],
    ['oui 👍', 'oui'],
    ['oui👍🏽', 'oui'],
    ['👍🏿👍🏻 Oui ✅', 'oui'],
    ['oui 🙏🏾🙂😊', 'oui'],
    ['oui ✅\ufe0f', 'oui'],
    ['non', 'non'],
    ['NON !', 'non'],
    ['Bonjour monsieur, non.', 'non'],
    ['non 🙏', 'non'],
    ['', 'ambigu'],
    ['👍', 'ambigu'],
    ['merci', 'ambigu'],
    ['oui?', 'ambigu'],
    ['oui ?', 'ambigu'],
    ['non？', 'ambigu'],
    ['oui؟', 'ambigu'],
    ['oui\u037e', 'ambigu'],
    ['non non', 'ambigu'],
    ['oui oui', 'ambigu'],
    ['oui non', 'ambigu'],
    ['oui/non', 'ambigu'],
    ['OÙI', 'ambigu'],
    ['oùi', 'ambigu'],
    ['ou\u0300i', 'ambigu'],
    ['nôn', 'ambigu'],
    ['oui 👎', 'ambigu'],
    ['o u i', 'ambigu'],
    ['ouimerci', 'ambigu'],
    ['ou merci i', 'ambigu'],
    ['oui demain', 'ambigu'],
    ['ouais', 'ambigu'],
    ['ok', 'ambigu'],
    ['STOP', 'ambigu'],
    ['نعم', 'ambigu'],
    ['1', 'ambigu'],
  ] as const)('%j → %s', (texte, attendu) => {
    expect(parseReponse(texte)).toBe(attendu);
  });

  it('courtesy never changes an answer, and never makes one', () => {
    const polis = fc.array(
      fc.constantFrom(
        'merci',
        'Bonjour',
        'MADAME',
        'monsieur',
        'svp',
        's’il vous plaît',
        '👍🏼',
        '✅',
        '!',
        '…',
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        polis,
        polis,
        fc.constantFrom('oui', 'Non', 'OUI', 'peut-être', ''),
        fc.constantFrom(' ', '\u00a0', ' , '),
        (avant, apres, mot, sep) => {
          const attendu = parseReponse(mot);
          expect(parseReponse([...avant, mot, ...apres].join(sep))).toBe(attendu);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('any other word beside makes it ambiguous', () => {
    fc.assert(
      fc.property(fc.constantFrom('oui', 'non'), fc.stringMatching(/^[a-zéè?]{1,8}$/), (mot, autre) => {
        fc.pre(!['merci', 'bonjour', 'madame', 'monsieur', 'svp'].includes(autre));
        expect(parseReponse(`${mot} ${autre}`)).toBe('ambigu');
        expect(parseReponse(`${autre} ${mot}`)).toBe('ambigu');
      }),
      { numRuns: 1000 },
    );
  });
});
