import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { Barres } from '../../ui/chart.tsx';
import { Bouton, type Choix, LienBouton, Liste } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { nombreOuMasque } from '../../ui/table.tsx';
import { SEUIL } from '../tableau/protege.ts';
import type { BlocagesPublies, LigneBlocage } from './calcul.ts';

export interface BlocagesProps {
  cadre: Cadre;
  /** Months that have interventions, latest first, and « the last twelve ». */
  periodes: readonly Choix[];
  periode: string;
  periodeEnMots: string;
  publies: BlocagesPublies;
  structure: string;
}

/** What blocks, per téléservice and operator: figures of the team, protected; a letter to print for the operator. */
export function BlocagesView(props: BlocagesProps): ReactNode {
  const { publies, periode } = props;
  const vide = publies.services.length === 0;
  return (
    <Page
      cadre={props.cadre}
      titre="Blocages"
      surtitre={props.periodeEnMots}
      chapeau="Ce qui a arrêté une démarche en ligne. Rien sur les personnes."
      large
    >
      <form method="get" action="/blocages" className="filtres">
        <Liste nom="mois" libelle="Période" choix={props.periodes} valeur={periode} />
        <Bouton>Voir</Bouton>
      </form>
      {vide ? (
        <Vide icone="fait">
          <h2>Aucun blocage noté</h2>
          <p>
            Dans l’accueil rapide, choisissez «&nbsp;Démarche bloquée&nbsp;» et dites ce qui bloque. Cela
            vient ici.
          </p>
        </Vide>
      ) : (
        <Chiffres {...props} />
      )}
    </Page>
  );
}

function Chiffres({ publies, periode, periodeEnMots }: BlocagesProps): ReactNode {
  const [premiere] = publies.raisons.filter(({ valeur }) => valeur !== null);
  return (
    <>
      <figure className="carte">
        <figcaption className="pile-serree">
          <h2>Ce qui bloque</h2>
          <p>
            {publies.total === null
              ? 'Trop peu de blocages pour les compter sans faire reconnaître quelqu’un. Regardez sur douze mois.'
              : `${nombreOuMasque(publies.total)} blocages, ${periodeEnMots}.`}{' '}
            {premiere === undefined
              ? ''
              : `La première raison\u00a0: «\u00a0${premiere.libelle}\u00a0», ${nombreOuMasque(premiere.valeur)} fois.`}
          </p>
        </figcaption>
        <Barres barres={publies.raisons.map(({ libelle, valeur }) => ({ libelle, valeur }))} />
      </figure>
      <section className="pile" aria-labelledby="services">
        <h2 id="services">Par opérateur et téléservice</h2>
        <Table titre="Blocages par opérateur et téléservice" lignes={publies.services} tete="Téléservice" />
        <Table titre="Et après&nbsp;? Le plan B" lignes={publies.plans} tete="Plan B" />
        <div className="actions">
          <LienBouton href={`/blocages/lettre?mois=${periode}`} nature="premier" icone="imprimer">
            À envoyer à l’opérateur
          </LienBouton>
          <LienBouton href={`/blocages.csv?mois=${periode}`} icone="telecharger">
            Télécharger (CSV)
          </LienBouton>
        </div>
      </section>
      <Avis icone="protege" titre="Ce qui est protégé, et pourquoi">
        <p>
          En dessous de {SEUIL}, un nombre pourrait faire reconnaître quelqu’un&nbsp;: il n’est pas diffusé.
          D’autres sont retirés avec lui, pour qu’une soustraction ne le rende pas.
        </p>
        <p>
          {publies.masquees === 0
            ? 'Ici, tout est diffusé.'
            : `Ici, ${publies.masquees === 1 ? 'une case n’est pas diffusée' : `${publies.masquees} cases ne sont pas diffusées`}.`}
        </p>
      </Avis>
    </>
  );
}

function Table(props: { titre: string; tete: string; lignes: readonly LigneBlocage[] }): ReactNode {
  return (
    <Defile nom={props.titre}>
      <table>
        <caption>
          <span>{props.titre}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{props.tete}</th>
            <th scope="col" className="chiffre">
              Blocages
            </th>
          </tr>
        </thead>
        <tbody>
          {props.lignes.map(({ code, libelle, valeur, operateur }) => (
            <tr key={code} className={operateur === true ? 'total' : undefined}>
              <th scope="row">{libelle}</th>
              <td className={valeur === null ? 'chiffre masque' : 'chiffre'}>{nombreOuMasque(valeur)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

/** A page to print and send: the published figures alone, and what is asked. */
export function LettreView(props: BlocagesProps): ReactNode {
  const { publies } = props;
  const diffuses = publies.services.filter(({ valeur }) => valeur !== null);
  const raisons = publies.raisons.filter(({ valeur }) => valeur !== null);
  return (
    <Page
      cadre={props.cadre}
      titre="Blocages sur vos téléservices"
      surtitre={props.structure}
      chapeau={`Constatés en permanence, ${props.periodeEnMots}.`}
    >
      <div className="actions note-agent">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <LienBouton href="/blocages" nature="discret">
          Revenir aux blocages
        </LienBouton>
      </div>
      <p>Madame, Monsieur,</p>
      <p>
        Nos écrivains numériques accompagnent des personnes dans leurs démarches en ligne. Voici ce qui les a
        arrêtées. Ces nombres ne disent rien des personnes.
      </p>
      {diffuses.length === 0 ? (
        <p>
          <strong>
            Trop peu de cas sur cette période pour être cités. Choisissez les douze derniers mois.
          </strong>
        </p>
      ) : (
        <>
          <Table titre="Par téléservice" tete="Téléservice" lignes={diffuses} />
          {raisons.length === 0 ? null : <Table titre="Par raison" tete="Ce qui bloque" lignes={raisons} />}
        </>
      )}
      <p>
        Nous vous demandons un contact humain pour ces cas, et une date de correction quand le service est en
        cause.
      </p>
      <p>
        Pour {props.structure},
        <br />
        la coordination
      </p>
    </Page>
  );
}
