import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';

/** One mandate of the list: a démarche and initials, the name is opened on its page. */
export interface LigneEcheance {
  id: string;
  initiales: string;
  demarches: readonly string[];
  /** « dernier jour le lundi 30 novembre 2026 ». */
  quand: string;
  /** Who was not told yet; each button tells how, in one tap. Empty when nothing is to be told. */
  rappels: readonly { legende: string; boutons: readonly { code: string; libelle: string }[] }[];
  renouveler?: string;
}

export interface SectionEcheances {
  code: string;
  titre: string;
  aide: string;
  lignes: readonly LigneEcheance[];
  /** How many more there are than the lines shown. */
  reste: number;
}

/** What is due on the mandates of the structure. Posts `mandat` and `rappel`. */
export function EcheancesView(props: {
  cadre: Cadre;
  envoi: Envoi;
  sections: readonly SectionEcheances[];
  erreurs?: readonly Erreur[];
  fait?: string;
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Échéances des mandats"
      chapeau="Ce que nous devons aux personnes, le plus proche d’abord."
      erreurs={props.erreurs ?? []}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {props.sections.length === 0 ? (
        <Vide icone="fait">
          <h2>Rien n’attend</h2>
          <p>Les mandats qui finissent dans les trente jours viendront ici.</p>
        </Vide>
      ) : (
        props.sections.map((section) => <Section key={section.code} section={section} envoi={props.envoi} />)
      )}
    </Page>
  );
}

function Section({ section, envoi }: { section: SectionEcheances; envoi: Envoi }): ReactNode {
  const { code, lignes, reste } = section;
  return (
    <section className="pile-serree" aria-labelledby={code}>
      <div>
        <h2 id={code}>
          {section.titre} <span className="doux nombre">({lignes.length + reste})</span>
        </h2>
        <p className="doux">{section.aide}</p>
      </div>
      <ul className="fil echeances">
        {lignes.map((ligne) => (
          <Ligne key={ligne.id} ligne={ligne} envoi={envoi} />
        ))}
      </ul>
      {reste === 0 ? null : (
        <p className="doux">
          {reste === 1 ? 'Une autre viendra ensuite.' : `${reste} autres viendront ensuite.`}
        </p>
      )}
    </section>
  );
}

function Ligne({ ligne, envoi }: { ligne: LigneEcheance; envoi: Envoi }): ReactNode {
  return (
    <li>
      <div>
        <p>
          <a href={`/mandat/${ligne.id}`}>
            <strong>{ligne.demarches.join(', ')}</strong>
            <span className="invisible">, mandat de {ligne.initiales}</span>
          </a>
        </p>
        <p className="doux petit">
          {ligne.initiales} · {ligne.quand}
          {ligne.renouveler === undefined ? null : (
            <>
              {' · '}
              <a href={ligne.renouveler}>
                Renouveler<span className="invisible"> le mandat de {ligne.initiales}</span>
              </a>
            </>
          )}
        </p>
      </div>
      {ligne.rappels.length === 0 ? null : (
        <Formulaire envoi={envoi} className="rappels">
          <input type="hidden" name="mandat" value={ligne.id} />
          {ligne.rappels.map(({ legende, boutons }) => (
            <div key={legende} className="rappel" role="group" aria-label={`${legende}, ${ligne.initiales}`}>
              <span className="doux petit">{legende}</span>
              {boutons.map(({ code, libelle }) => (
                <Bouton key={code} nature="discret" nom="rappel" valeur={code}>
                  {libelle}
                </Bouton>
              ))}
            </div>
          ))}
        </Formulaire>
      )}
    </li>
  );
}
