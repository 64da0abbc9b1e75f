import type { ReactNode } from 'react';
import type { Creneau, LieuOuvert, OuVenir, StructureOuverte } from '../../domain/ou-venir.ts';
import { jourEnMots } from '../../ui/date.ts';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { dit, heureDite, jourDit, numeroDit } from './textes.ts';

/** The structures of an installation that opened their page. */
export function StructuresView(props: { cadre: Cadre; structures: readonly StructureOuverte[] }): ReactNode {
  return (
    <Page cadre={props.cadre} titre={dit('venir.titre')} lecteur="personne">
      {props.structures.length === 0 ? (
        <Vide icone="lieu">
          <p>{dit('venir.structures.vide')}</p>
        </Vide>
      ) : (
        <section className="pile" aria-labelledby="structures">
          <h2 id="structures">{dit('venir.structures')}</h2>
          <ul className="propositions">
            {props.structures.map(({ slug, nom }) => (
              <li key={slug}>
                <a href={`/ou-venir/${slug}`}>{nom}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

/** Beyond, the page first asks which town: nobody reads thirty places to find theirs. */
const LIEUX_MAX = 8;

/** Where and when to come, for who has no account, no script and perhaps no ink. */
export function OuVenirView(props: { cadre: Cadre; page: OuVenir; commune?: string }): ReactNode {
  const { structure, du } = props.page;
  const communes = props.page.communes.filter(
    ({ code }) => props.commune === undefined || code === props.commune,
  );
  const nombre = communes.reduce((somme, { lieux }) => somme + lieux.length, 0);
  const adresse = `/ou-venir/${structure.slug}`;
  return (
    <Page cadre={props.cadre} titre={dit('venir.titre')} surtitre={structure.nom} lecteur="personne">
      <div className="pile-serree">
        <p>{dit('venir.intro')}</p>
        <p>{dit('venir.apporter')}</p>
        <p>{dit('venir.mots-de-passe')}</p>
        <Appeler structure={structure} />
      </div>
      {communes.length === 0 ? (
        <Vide icone="planning">
          <h2>{dit('venir.vide.titre')}</h2>
          <p>{dit('venir.vide')}</p>
          {structure.telephone === null ? null : <p>{dit('venir.vide.appeler')}</p>}
        </Vide>
      ) : props.commune === undefined && nombre > LIEUX_MAX ? (
        <Communes communes={communes} adresse={adresse} />
      ) : (
        communes.map(({ code, nom, lieux }) => (
          <section key={code} className="pile" aria-labelledby={`c${code}`}>
            <h2 id={`c${code}`}>{nom}</h2>
            {lieux.map((lieu) => (
              <Lieu key={lieu.id} lieu={lieu} adresse={adresse} />
            ))}
          </section>
        ))
      )}
      <div className="actions">
        <LienBouton href={`${adresse}/affiche`} icone="imprimer">
          {dit('venir.affiche')}
        </LienBouton>
        {props.commune === undefined ? null : (
          <LienBouton href={adresse} nature="discret">
            {dit('venir.retour')}
          </LienBouton>
        )}
      </div>
      <p className="doux petit">{dit('venir.a-jour', { date: jourEnMots(du) })}</p>
    </Page>
  );
}

/** The towns, each with the next day somebody is there. */
function Communes({ communes, adresse }: { communes: OuVenir['communes']; adresse: string }): ReactNode {
  return (
    <section className="pile" aria-labelledby="communes">
      <h2 id="communes">{dit('venir.communes')}</h2>
      <ul className="fil echeances">
        {communes.map(({ code, nom, lieux }) => {
          const [premier] = lieux.flatMap(({ creneaux }) => creneaux.flatMap(({ dates }) => dates)).sort();
          return (
            <li key={code}>
              <a href={`${adresse}/commune/${code}`}>
                <strong>{nom}</strong>
              </a>
              {premier === undefined ? null : (
                <p className="doux petit">{dit('venir.prochain', { date: jourEnMots(premier) })}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Appeler({ structure }: { structure: StructureOuverte }): ReactNode {
  const { telephone } = structure;
  if (telephone === null) return null;
  return (
    <>
      <p>{dit('venir.appeler')}</p>
      <p className="venir-telephone">
        <a href={`tel:${telephone.replaceAll(/[^+\d]/g, '')}`}>
          {dit('venir.telephone', { numero: numeroDit(telephone) })}
        </a>
      </p>
    </>
  );
}

function Lieu({ lieu, adresse }: { lieu: LieuOuvert; adresse: string }): ReactNode {
  return (
    <article className="carte venir-lieu">
      <h3>{lieu.nom}</h3>
      <Adresse lieu={lieu} />
      {lieu.creneaux.map((creneau) => (
        <div key={`${creneau.jour} ${creneau.debut} ${creneau.accueil}`} className="pile-serree">
          <Quand creneau={creneau} />
          <p>
            <a href={`${adresse}/${creneau.permanenceId}.ics`} className="petit">
              {dit('venir.agenda')}
              <span className="invisible">
                , {lieu.nom}, {jourDit(creneau.jour)}
              </span>
            </a>
          </p>
        </div>
      ))}
      <p>
        <a href={`${adresse}/affiche/${lieu.id}`} className="petit">
          {dit('venir.affiche')}
          <span className="invisible">, {lieu.nom}</span>
        </a>
      </p>
    </article>
  );
}

function Adresse({ lieu }: { lieu: LieuOuvert }): ReactNode {
  if (lieu.adresse === null) return null;
  return (
    <p>
      <Icone nom="lieu" /> {lieu.adresse}
      {lieu.acces === null ? null : (
        <>
          <br />
          {lieu.acces}
        </>
      )}
    </p>
  );
}

function Quand({ creneau }: { creneau: Creneau }): ReactNode {
  const { debut, fin } = creneau;
  return (
    <>
      <p>
        <strong>
          {dit('venir.jour-heures', {
            jour: jourDit(creneau.jour),
            debut: heureDite(debut),
            fin: heureDite(fin),
          })}
        </strong>
      </p>
      <p>{dit(`venir.accueil.${creneau.accueil}`)}</p>
      <ul className="gestes" aria-label={dit('venir.dates')}>
        {creneau.dates.map((date) => (
          <li key={date} className="insecable">
            {jourEnMots(date)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A sheet for a door: one lieu, or all of them. */
export function AfficheView(props: { cadre: Cadre; page: OuVenir; lieuId?: string }): ReactNode {
  const { structure, communes } = props.page;
  return (
    <Page cadre={props.cadre} titre={dit('venir.titre')} surtitre={structure.nom} lecteur="personne">
      <div className="affiche">
        <p>{dit('venir.intro')}</p>
        {communes.flatMap(({ nom, lieux }) =>
          lieux
            .filter(({ id }) => props.lieuId === undefined || id === props.lieuId)
            .map((lieu) => (
              <section key={lieu.id} className="affiche-lieu">
                <h2>
                  {nom}, {lieu.nom}
                </h2>
                <Adresse lieu={lieu} />
                {lieu.creneaux.map((creneau) => (
                  <Quand key={`${creneau.jour} ${creneau.debut} ${creneau.accueil}`} creneau={creneau} />
                ))}
              </section>
            )),
        )}
        <p>{dit('venir.apporter')}</p>
        <Appeler structure={structure} />
      </div>
      <div className="actions">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          {dit('venir.imprimer')}
        </button>
        <LienBouton href={`/ou-venir/${structure.slug}`} nature="discret">
          {dit('venir.retour')}
        </LienBouton>
      </div>
    </Page>
  );
}
