import { getDemarche } from '@porte-plume/demarches';
import { describe, expect, it } from 'vitest';
import { checkBesoins } from './besoins.ts';
import type { DemarcheDuPoste } from './catalogue.ts';
import { restOf, sayReste, toCorps } from './saisie.ts';

describe('what a page that was cut said and the device does not show', () => {
  it('stays with the entry; what makes the page itself does not', () => {
    const corps = new URLSearchParams(
      'op=1&etape=enregistrer&compte=c&seance=s&q=&demarche=rsa&passage=p&quiEst=autre&gardee=oui&couvertes=&x=1&x=2',
    );
    const reste = restOf(corps, new Set(['demarche', 'mode']));
    expect(reste).toEqual({ passage: 'p', quiEst: 'autre', gardee: 'oui', x: ['1', '2'] });
    expect(restOf(toCorps(reste), new Set())).toEqual(reste);
  });

  it('is told in a sentence each, and nothing is told of nothing', () => {
    expect(sayReste({}, false)).toBe('');
    expect(sayReste({ passage: 'p', gardee: 'oui' }, true)).toBe(
      ' Son dossier, son mandat et sa relecture la suivront. La personne annoncée aussi.' +
        ' Le nom de la personne part chiffré avec elle.',
    );
  });
});

describe('what the page knew of mandates', () => {
  const rsa = getDemarche('rsa');
  const demarche = { ...rsa, operateur: 'CAF', noms: [] } as unknown as DemarcheDuPoste;
  const champs = {
    demarche: 'rsa',
    mode: 'faire_a_la_place_present',
    motifPour: 'incapacite',
    issue: 'finalisee',
    actesFaits: ['saisir', 'deposer'],
  };
  const asks = (plus: object) => {
    const { mandat, relecture } = checkBesoins({ ...champs, ...plus }, demarche, null);
    return [mandat, relecture];
  };

  it('is not asked again, for the acts and the démarche that were granted, and read back', () => {
    expect(asks({})).toEqual([true, true]);
    expect(asks({ couvertes: 'apl:saisir rsa:consulter:saisir:deposer' })).toEqual([false, true]);
    expect(asks({ couvertes: 'rsa:consulter:saisir:deposer', relue: 'rsa' })).toEqual([false, false]);
  });

  it('is asked for all the rest: another act, another démarche, her password, her absence', () => {
    expect(asks({ couvertes: 'rsa:consulter:saisir', relue: 'apl' })).toEqual([true, true]);
    expect(asks({ couvertes: 'apl:saisir:deposer' })[0]).toBe(true);
    expect(asks({ couvertes: 'rsa:consulter:saisir:deposer', saisieIdentifiants: 'oui' })[0]).toBe(true);
    expect(asks({ couvertes: 'rsa:consulter:saisir:deposer', mode: 'faire_a_la_place_absent' })[0]).toBe(
      true,
    );
  });
});
