/** What is worth knowing before acting: who may, when, and which right may be open. */
import type { Demarche } from '@porte-plume/demarches';
import type { ReactNode } from 'react';
import type { PartieProps } from './faire.tsx';
import { PARTIES } from './parties.ts';
import { delaiEnMots, recurrenceEnMots } from './quand.ts';
import { acteReserveEnMots, classeEnMots, donneesEnMots, listModes } from './qui.ts';
import { Section } from './section.tsx';
import { compose, raise } from './typographie.ts';

export function ALaPlace({ demarche, aujourdhui }: PartieProps): ReactNode {
  const { actesReserves, actesReservesDecide } = demarche;
  const modes = listModes(demarche, aujourdhui);
  const donnees = donneesEnMots(demarche);
  return (
    <Section partie={PARTIES.qui} demarche={demarche} aujourdhui={aujourdhui}>
      <p>{classeEnMots(demarche)}</p>
      <dl className="modes">
        {modes.map(({ mode, qui }) => (
          <div key={mode}>
            <dt>{mode}</dt>
            <dd>{qui}.</dd>
          </div>
        ))}
      </dl>
      {modes.some(({ aConfirmer }) => aConfirmer) ? (
        <p className="doux petit">Les façons d’aider restent à confirmer pour cette démarche.</p>
      ) : null}
      {actesReserves.length === 0 ? (
        <p>
          {actesReservesDecide
            ? 'Aucun geste n’est réservé à la personne.'
            : 'Gestes réservés\u00a0: pas encore vérifié. Dans le doute, la personne signe elle-même.'}
        </p>
      ) : (
        <>
          <h3>Seulement la personne</h3>
          <ul>
            {actesReserves.map((un) => (
              <li key={`${un.acte} ${un.base}`}>
                {raise(acteReserveEnMots(un))}
                <small>{compose(un.base)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {demarche.ageSeul === undefined ? null : (
        <p>Une personne mineure peut la faire seule dès {demarche.ageSeul.valeur} ans.</p>
      )}
      {donnees.length === 0 ? null : (
        <p>Données à protéger&nbsp;: {donnees.join(', ')}. Rien n’en est noté ici.</p>
      )}
    </Section>
  );
}

export function Quand({ demarche, aujourdhui }: PartieProps): ReactNode {
  const refaire = recurrenceEnMots(demarche, aujourdhui);
  const delai = delaiEnMots(demarche);
  return (
    <Section partie={PARTIES.quand} demarche={demarche} aujourdhui={aujourdhui}>
      <Phrases titre="La réponse" phrases={delai} />
      <Phrases titre="À refaire" phrases={refaire} />
    </Section>
  );
}

function Phrases({ titre, phrases }: { titre: string; phrases: readonly string[] | null }): ReactNode {
  return (
    <div>
      <h3>{titre}</h3>
      {phrases === null ? <p className="doux">Pas encore écrit.</p> : <p>{phrases.join(' ')}</p>}
    </div>
  );
}

const RELAIS = {
  'assistant-social': 'un travailleur social',
  'point-justice': 'un point-justice',
  adil: 'l’ADIL, pour le logement',
  mdph: 'la MDPH',
  'conseil-juridique': 'un conseil juridique',
} as const;

/** Ways of telling it that are shown; the search knows them all. */
const SITUATIONS = 8;

export function Savoir({
  demarche,
  aujourdhui,
  voisines,
}: PartieProps & { voisines: readonly Demarche[] }): ReactNode {
  const { droitOuvert, orienterVers, situations = [] } = demarche;
  const nonRecours = droitOuvert?.nonRecours;
  return (
    <Section partie={PARTIES.savoir} demarche={demarche} aujourdhui={aujourdhui}>
      {droitOuvert === null ? null : (
        <p>
          {compose(droitOuvert.phrase)} C’est une piste, pas une promesse.
          {nonRecours === undefined
            ? null
            : ` Beaucoup n’y pensent pas\u00a0: ${new Intl.NumberFormat('fr-FR', { style: 'percent' }).format(nonRecours.taux)} (${compose(nonRecours.champ)}, ${nonRecours.annee}).`}
        </p>
      )}
      {orienterVers === null || orienterVers.length === 0 ? null : (
        <p>Au besoin, orienter vers {orienterVers.map((relais) => RELAIS[relais]).join(', ')}.</p>
      )}
      {situations.length === 0 ? null : (
        <details>
          <summary>Ce que la personne raconte</summary>
          <ul className="petit">
            {situations.slice(0, SITUATIONS).map((situation) => (
              <li key={situation}>{compose(situation)}</li>
            ))}
          </ul>
        </details>
      )}
      {voisines.length === 0 ? null : (
        <>
          <h3>Dans la même situation</h3>
          <ul>
            {voisines.map(({ id, nom }) => (
              <li key={id}>
                <a href={`/demarches/${id}`}>{compose(nom)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
