import type { ReactNode } from 'react';
import { Bouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis } from '../../ui/layout.tsx';
import type { AccueilProps } from './props.ts';

/** A mandate or a read-back is asked: said once, calmly, with three ways on. */
export function Pas({ pas }: { pas: NonNullable<AccueilProps['pas']> }): ReactNode {
  const mandat = pas.nature === 'mandat';
  return (
    <section className="avis avis-pas" role="alert" aria-labelledby="pas" tabIndex={-1} data-focus="">
      <Icone nom={mandat ? 'mandat' : 'relecture'} />
      <div>
        <h2 id="pas">
          {mandat
            ? pas.niveau === 'requis'
              ? 'Il faut d’abord un mandat'
              : 'Un mandat vous protégerait tous les deux'
            : 'Relisons avant d’envoyer'}
        </h2>
        <p>{pas.phrase}</p>
        <p className="doux">
          {pas.alternative === undefined ? null : `${pas.alternative} `}
          Votre fiche est gardée.
        </p>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur={pas.nature} icone={mandat ? 'mandat' : 'relecture'}>
            {mandat ? 'Préparer le mandat' : 'Relire avec la personne'}
          </Bouton>
          <Bouton nature="discret" nom="etape" valeur="plus_tard">
            Pas maintenant
          </Bouton>
        </div>
      </div>
    </section>
  );
}

/** What is already signed or read for this entry. */
export function Preuves({
  mandat,
  relecture,
}: {
  mandat: AccueilProps['mandat'];
  relecture: boolean;
}): ReactNode {
  if (mandat === undefined && !relecture) return null;
  return (
    <Avis nature="fait" icone="protege">
      {mandat === undefined ? null : (
        <p>
          <a href={mandat.href}>Mandat signé</a>, jusqu’au {mandat.dernierJour}.
        </p>
      )}
      {relecture ? <p>La personne a entendu le résumé et a dit oui.</p> : null}
    </Avis>
  );
}
