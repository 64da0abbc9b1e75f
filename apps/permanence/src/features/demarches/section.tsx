import type { Demarche } from '@porte-plume/demarches';
import type { ReactNode } from 'react';
import { dateEnMots } from '../../ui/date.ts';
import { fraicheurOf, type Lecture, sourceEnMots } from './fraicheur.ts';
import { isToutAConfirmer, listOrigines, type Partie } from './parties.ts';
import { compose } from './typographie.ts';

/** « vérifié le 19 août 2026 »: the weekday says nothing about a source. */
export function jourSansNom(date: string): string {
  return dateEnMots(date).split(' ').slice(1).join(' ');
}

/** One part of the page, with how far it may be trusted beside its title: once, whatever the number of facts. */
export function Section(props: {
  partie: Partie;
  demarche: Demarche;
  /** Civil date of today. */
  aujourdhui: string;
  children: ReactNode;
}): ReactNode {
  const { demarche, partie } = props;
  const { id, titre, lectures, ecrit = () => true } = partie;
  return (
    <section className="partie" aria-labelledby={id}>
      <div className="partie-titre">
        <h2 id={id}>{titre}</h2>
        {ecrit(demarche) && !isToutAConfirmer(demarche) ? (
          <Badge lectures={lectures(demarche)} aujourdhui={props.aujourdhui} />
        ) : null}
      </div>
      {ecrit(demarche) ? props.children : <p className="doux">Pas encore écrit.</p>}
    </section>
  );
}

function Badge({ lectures, aujourdhui }: { lectures: readonly Lecture[]; aujourdhui: string }): ReactNode {
  const fraicheur = fraicheurOf(lectures, aujourdhui);
  if (fraicheur.nature === 'a-confirmer') return <span className="etat etat-attente">à confirmer</span>;
  if (fraicheur.nature === 'a-verifier')
    return <span className="etat etat-attente">à revérifier, lu le {jourSansNom(fraicheur.le)}</span>;
  return <span className="doux petit">vérifié le {jourSansNom(fraicheur.le)}</span>;
}

/** Where the page comes from, on demand: each source once, with its date and the parts that rest on it. */
export function Sources({ demarche }: { demarche: Demarche }): ReactNode {
  const { source, importeLe, licence } = demarche.provenance;
  return (
    <details className="sources">
      <summary>Sources et dates</summary>
      <ul className="petit">
        {listOrigines(demarche).map((origine) => (
          <li key={`${origine.source.type} ${origine.source.ref} ${origine.verifieLe ?? ''}`}>
            {origine.source.url === undefined ? (
              compose(sourceEnMots(origine.source))
            ) : (
              <a href={origine.source.url} rel="noreferrer">
                {compose(sourceEnMots(origine.source))}
              </a>
            )}
            <span className="doux">
              {origine.verifieLe === null
                ? ', pas encore vérifié'
                : `, vérifié le ${jourSansNom(origine.verifieLe)}`}
              &nbsp;: {origine.parties.join('\u00a0; ')}
            </span>
          </li>
        ))}
        <li className="doux">
          Base&nbsp;: {compose(source)}, {compose(licence)}, reprise le {jourSansNom(importeLe)}
        </li>
      </ul>
    </details>
  );
}
