import type { ReactNode } from 'react';
import type { Creneau, LieuOuvert, OuVenir, StructureOuverte } from '../../domain/ou-venir.ts';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { ChoixLangue, EnFrancais, NoteTraduction } from '../../ui/langues.tsx';
import type { Messages } from '../../messages/messages.ts';
import { heureDite, jourDans, jourDit, numeroDit } from './textes.ts';

/** A choice of language goes with the visitor from page to page, in the address and nowhere else. */
const suiteOf = (m: Messages): string => (m.langue === 'fr' ? '' : `?langue=${m.langue}`);

/** The structures of an installation that opened their page. */
export function StructuresView(props: {
  cadre: Cadre;
  messages: Messages;
  structures: readonly StructureOuverte[];
}): ReactNode {
  const m = props.messages;
  return (
    <Page cadre={props.cadre} titre={m.dit('venir.titre')} lecteur="personne" messages={m}>
      <ChoixLangue m={m} />
      {props.structures.length === 0 ? (
        <Vide icone="lieu">
          <p>{m.dit('venir.structures.vide')}</p>
        </Vide>
      ) : (
        <section className="pile" aria-labelledby="structures">
          <h2 id="structures">{m.dit('venir.structures')}</h2>
          <ul className="propositions">
            {props.structures.map(({ slug, nom }) => (
              <li key={slug}>
                <a href={`/ou-venir/${slug}${suiteOf(m)}`}>
                  <EnFrancais m={m}>{nom}</EnFrancais>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <NoteTraduction m={m} />
    </Page>
  );
}

/** Beyond, the page first asks which town: nobody reads thirty places to find theirs. */
const LIEUX_MAX = 8;

/** Where and when to come, for who has no account, no script and perhaps no ink. */
export function OuVenirView(props: {
  cadre: Cadre;
  messages: Messages;
  page: OuVenir;
  commune?: string;
}): ReactNode {
  const m = props.messages;
  const { structure, du } = props.page;
  const communes = props.page.communes.filter(
    ({ code }) => props.commune === undefined || code === props.commune,
  );
  const nombre = communes.reduce((somme, { lieux }) => somme + lieux.length, 0);
  const adresse = `/ou-venir/${structure.slug}`;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('venir.titre')}
      surtitre={<EnFrancais m={m}>{structure.nom}</EnFrancais>}
      lecteur="personne"
      messages={m}
    >
      <ChoixLangue m={m} />
      <div className="pile-serree">
        <p>{m.dit('venir.intro')}</p>
        <p>{m.dit('venir.apporter')}</p>
        <p>{m.dit('venir.mots-de-passe')}</p>
        <Appeler structure={structure} m={m} />
      </div>
      {communes.length === 0 ? (
        <Vide icone="planning">
          <h2>{m.dit('venir.vide.titre')}</h2>
          <p>{m.dit('venir.vide')}</p>
          {structure.telephone === null ? null : <p>{m.dit('venir.vide.appeler')}</p>}
        </Vide>
      ) : props.commune === undefined && nombre > LIEUX_MAX ? (
        <Communes communes={communes} adresse={adresse} m={m} />
      ) : (
        communes.map(({ code, nom, lieux }) => (
          <section key={code} className="pile" aria-labelledby={`c${code}`}>
            <h2 id={`c${code}`}>
              <EnFrancais m={m}>{nom}</EnFrancais>
            </h2>
            {lieux.map((lieu) => (
              <Lieu key={lieu.id} lieu={lieu} adresse={adresse} m={m} />
            ))}
          </section>
        ))
      )}
      <div className="actions">
        <LienBouton href={`${adresse}/affiche${suiteOf(m)}`} icone="imprimer">
          {m.dit('venir.affiche')}
        </LienBouton>
        {props.commune === undefined ? null : (
          <LienBouton href={`${adresse}${suiteOf(m)}`} nature="discret">
            {m.dit('venir.retour')}
          </LienBouton>
        )}
      </div>
      <p className="doux petit">{m.dit('venir.a-jour', { date: jourDans(m, du) })}</p>
      <NoteTraduction m={m} />
    </Page>
  );
}

/** The towns, each with the next day somebody is there. */
function Communes(props: { communes: OuVenir['communes']; adresse: string; m: Messages }): ReactNode {
  const { communes, adresse, m } = props;
  return (
    <section className="pile" aria-labelledby="communes">
      <h2 id="communes">{m.dit('venir.communes')}</h2>
      <ul className="fil echeances">
        {communes.map(({ code, nom, lieux }) => {
          const [premier] = lieux.flatMap(({ creneaux }) => creneaux.flatMap(({ dates }) => dates)).sort();
          return (
            <li key={code}>
              <a href={`${adresse}/commune/${code}${suiteOf(m)}`}>
                <strong>
                  <EnFrancais m={m}>{nom}</EnFrancais>
                </strong>
              </a>
              {premier === undefined ? null : (
                <p className="doux petit">{m.dit('venir.prochain', { date: jourDans(m, premier) })}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Appeler({ structure, m }: { structure: StructureOuverte; m: Messages }): ReactNode {
  const { telephone } = structure;
  if (telephone === null) return null;
  return (
    <>
      <p>{m.dit('venir.appeler')}</p>
      <p className="venir-telephone">
        <a href={`tel:${telephone.replaceAll(/[^+\d]/g, '')}`}>
          {m.dit('venir.telephone', { numero: numeroDit(telephone) })}
        </a>
      </p>
    </>
  );
}

function Lieu({ lieu, adresse, m }: { lieu: LieuOuvert; adresse: string; m: Messages }): ReactNode {
  return (
    <article className="carte venir-lieu">
      <h3>
        <EnFrancais m={m}>{lieu.nom}</EnFrancais>
      </h3>
      <Adresse lieu={lieu} m={m} />
      {lieu.creneaux.map((creneau) => (
        <div key={`${creneau.jour} ${creneau.debut} ${creneau.accueil}`} className="pile-serree">
          <Quand creneau={creneau} m={m} />
          <p>
            <a
              href={`${adresse}/${creneau.permanenceId}.ics${m.langue === 'fr' ? '' : `?langue=${m.langue}`}`}
              className="petit"
            >
              {m.dit('venir.agenda')}
              <span className="invisible">
                , {lieu.nom}, {jourDit(m, creneau.jour)}
              </span>
            </a>
          </p>
        </div>
      ))}
      <p>
        <a href={`${adresse}/affiche/${lieu.id}${suiteOf(m)}`} className="petit">
          {m.dit('venir.affiche')}
          <span className="invisible">, {lieu.nom}</span>
        </a>
      </p>
    </article>
  );
}

function Adresse({ lieu, m }: { lieu: LieuOuvert; m: Messages }): ReactNode {
  if (lieu.adresse === null) return null;
  return (
    <p>
      <Icone nom="lieu" /> <EnFrancais m={m}>{lieu.adresse}</EnFrancais>
      {lieu.acces === null ? null : (
        <>
          <br />
          <EnFrancais m={m}>{lieu.acces}</EnFrancais>
        </>
      )}
    </p>
  );
}

function Quand({ creneau, m }: { creneau: Creneau; m: Messages }): ReactNode {
  const { debut, fin } = creneau;
  return (
    <>
      <p>
        <strong>
          {m.dit('venir.jour-heures', {
            jour: jourDit(m, creneau.jour),
            debut: heureDite(m, debut),
            fin: heureDite(m, fin),
          })}
        </strong>
      </p>
      <p>{m.dit(`venir.accueil.${creneau.accueil}`)}</p>
      <ul className="gestes" aria-label={m.dit('venir.dates')}>
        {creneau.dates.map((date) => (
          <li key={date} className="insecable">
            {jourDans(m, date)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A sheet for a door: one lieu, or all of them. */
export function AfficheView(props: {
  cadre: Cadre;
  messages: Messages;
  page: OuVenir;
  lieuId?: string;
}): ReactNode {
  const m = props.messages;
  const { structure, communes } = props.page;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('venir.titre')}
      surtitre={<EnFrancais m={m}>{structure.nom}</EnFrancais>}
      lecteur="personne"
      messages={m}
    >
      <ChoixLangue m={m} />
      <div className="affiche">
        <p>{m.dit('venir.intro')}</p>
        {communes.flatMap(({ nom, lieux }) =>
          lieux
            .filter(({ id }) => props.lieuId === undefined || id === props.lieuId)
            .map((lieu) => (
              <section key={lieu.id} className="affiche-lieu">
                <h2>
                  <EnFrancais m={m}>
                    {nom}, {lieu.nom}
                  </EnFrancais>
                </h2>
                <Adresse lieu={lieu} m={m} />
                {lieu.creneaux.map((creneau) => (
                  <Quand
                    key={`${creneau.jour} ${creneau.debut} ${creneau.accueil}`}
                    creneau={creneau}
                    m={m}
                  />
                ))}
              </section>
            )),
        )}
        <p>{m.dit('venir.apporter')}</p>
        <Appeler structure={structure} m={m} />
        <NoteTraduction m={m} />
      </div>
      <div className="actions">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          {m.dit('commun.imprimer')}
        </button>
        <LienBouton href={`/ou-venir/${structure.slug}${suiteOf(m)}`} nature="discret">
          {m.dit('venir.retour')}
        </LienBouton>
      </div>
    </Page>
  );
}
