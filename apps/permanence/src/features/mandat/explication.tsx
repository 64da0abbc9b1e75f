import type { DocumentMandat } from '@porte-plume/mandat/document';
import type { ReactNode } from 'react';
import { FRANCAIS, type Cle, type Messages } from '../../messages/messages.ts';
import { Bouton, Champ, type Choix, Formulaire, LienBouton, Liste, Puces } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { enFrancais, Francais, NoteTraduction, Traduit } from '../../ui/langues.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture, type PartieLue } from '../../ui/lecture.tsx';
import { LectureBilingue } from './bilingue.tsx';
import { type EtapeProps, PageEtape } from './etape.tsx';
import type { LanguePreferee } from './langues.ts';
import { NOM_MAX } from './qui.ts';

export interface MandatExpliquerProps extends EtapeProps {
  /** The plain-French level of the document of `@porte-plume/mandat`, cut in parts (lecture.ts). */
  texte: readonly PartieLue[];
  /** The same beside another language; replaces `texte`. */
  bilingue?: DocumentMandat;
  lectures: readonly Choix[];
  reformulations: readonly Choix[];
  langue: LanguePreferee;
  langues: readonly Choix[];
  interpretes: readonly Choix[];
  /** The sentences around the text in that language; French where we have none. */
  messages?: Messages;
  /** Address of this page, to choose another language. */
  page: string;
  valeurs: { lecture?: string; reformulation?: string; interprete?: string; interpreteNom?: string };
}

/** What the person reads or hears, then says again in her own words. Posts `etape=expliquer` or `etape=refuser`. */
export function MandatExpliquerView(props: MandatExpliquerProps): ReactNode {
  const { erreurs = [], langue, bilingue, messages: m = FRANCAIS } = props;
  const etrangere = langue.code !== 'fr';
  return (
    <PageEtape {...props} rang={4} titre="Ce mandat, en clair" traduit={m} large={bilingue !== undefined}>
      <ChoixLangue {...props} />
      {etrangere && bilingue === undefined ? (
        <Avis nature="pas">
          <p>Ce texte n’existe qu’en français. Un interprète le traduit.</p>
        </Avis>
      ) : null}
      <Traduit m={m} cle="mandat.clair" />
      <div className="carte">
        {bilingue === undefined ? <Lecture parties={props.texte} /> : <LectureBilingue document={bilingue} />}
      </div>
      <Formulaire envoi={props.envoi} className="pile note-agent">
        <input type="hidden" name="langue" value={langue.code} />
        {etrangere ? (
          <div className="carte">
            <Puces
              nom="interprete"
              legende="Qui traduit&nbsp;?"
              aide="Le texte français fait foi."
              choix={props.interpretes.filter(({ code }) => code !== 'aucun' || bilingue !== undefined)}
              valeur={props.valeurs.interprete}
              erreurs={erreurs}
              forme="liste"
            />
            <Champ
              nom="interpreteNom"
              libelle="Son nom, s’il signe aussi"
              facultatif
              valeur={props.valeurs.interpreteNom}
              erreurs={erreurs}
              attributs={{ maxLength: NOM_MAX }}
            />
          </div>
        ) : null}
        <div className="carte">
          <Puces
            nom="lecture"
            legende="Comment ce texte a-t-il été lu&nbsp;?"
            choix={props.lectures}
            valeur={props.valeurs.lecture}
            erreurs={erreurs}
          />
          <Puces
            nom="reformulation"
            legende="La personne l’a redit avec ses mots"
            aide={
              <>
                Demandez-lui&nbsp;: «&nbsp;{FRANCAIS.dit('mandat.redire')}&nbsp;»
                <Traduit m={m} cle="mandat.redire" />
                <Traduit m={m} cle="mandat.redire-mots" />
              </>
            }
            choix={props.reformulations}
            valeur={props.valeurs.reformulation}
            erreurs={erreurs}
            forme="pile"
          />
        </div>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="expliquer">
            Continuer vers la signature
            <Icone nom="fleche" />
          </Bouton>
          <Bouton nom="etape" valeur="refuser">
            La personne préfère sans mandat
          </Bouton>
          <LienBouton href={props.retour} nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
        <p className="doux">Sans mandat, vous continuez ensemble&nbsp;: elle tape, vous guidez.</p>
      </Formulaire>
    </PageEtape>
  );
}

/** Folded: most mandates are explained in French. */
function ChoixLangue({ langue, langues, page }: MandatExpliquerProps): ReactNode {
  return (
    <details className="note-agent" open={langue.code !== 'fr'}>
      <summary>Une autre langue</summary>
      <form method="get" action={page} className="pile-serree">
        <Liste nom="langue" libelle="Langue de la personne" choix={langues} valeur={langue.code} />
        <div className="actions">
          <Bouton>Afficher</Bouton>
        </div>
      </form>
    </details>
  );
}

const PAS_AUJOURDHUI = [
  'sans-mandat.grave',
  'sans-mandat.clair',
  'sans-mandat.rien',
  'sans-mandat.ensemble',
  'sans-mandat.guide',
  'sans-mandat.autre-jour',
] as const satisfies readonly Cle[];

/** She could not say it again: no mandate today, no fault, and the work goes on together. */
export function PasAujourdhuiView(props: {
  cadre: Cadre;
  ensemble: string;
  reprendre: string;
  /** The language in which the mandate was explained. */
  messages?: Messages;
}): ReactNode {
  const { messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('sans-mandat.titre')}
      surtitre={<span {...enFrancais(m)}>Mandat</span>}
      lecteur="personne"
      messages={m}
    >
      <Francais m={m}>{FRANCAIS.dit('sans-mandat.titre')}</Francais>
      <div className="carte">
        <Lecture parties={[{ phrases: PAS_AUJOURDHUI.map((cle) => m.dit(cle)) }]} />
      </div>
      <div className="actions">
        <LienBouton href={props.ensemble} nature="premier">
          <span>
            {m.dit('sans-mandat.continuer')}
            <Francais m={m}>{FRANCAIS.dit('sans-mandat.continuer')}</Francais>
          </span>
          <Icone nom="fleche" />
        </LienBouton>
        <LienBouton href={props.reprendre} nature="discret">
          <span {...enFrancais(m)}>Expliquer autrement</span>
        </LienBouton>
      </div>
      <NoteTraduction m={m} />
    </Page>
  );
}
