import type { FreinConstate } from '../frein.ts';
import type { BilanOriente } from '../orientation/regles.ts';
import type { ResultatPorte } from './resultat-porte.ts';

/**
 * What `orienter` takes, from a result that `parseQr` accepted. The areas and the grades of evidence stayed behind:
 * a barrier counts as said by the person.
 */
export function fromPorte(resultat: ResultatPorte): {
  bilan: BilanOriente;
  freins: readonly FreinConstate[];
} {
  const [id = '', version = ''] = resultat.instrument.split('@');
  const freins = resultat.freins.map((text): FreinConstate => {
    const [code = '', value] = text.split('=');
    return { code, ...(value === undefined ? {} : { value }), evidence: 'self' };
  });
  return {
    bilan: { instrument: { id, version, hash: resultat.hash }, bounds: resultat.bounds, areas: [] },
    freins,
  };
}
