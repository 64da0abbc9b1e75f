import type { ReactNode } from 'react';
import { type Choix, Liste } from './form.tsx';
import { LANGUES } from '../messages/langue.ts';
import { type Cle, FRANCAIS, messagesOf, type Messages } from '../messages/messages.ts';

/** The languages of a page, each in its own name and script. Plain links: nothing is remembered. */
export function ChoixLangue({ m, href = '' }: { m: Messages; href?: string }): ReactNode {
  return (
    <nav className="langues" aria-label={m.dit('commun.choisir')}>
      <ul>
        {LANGUES.map((langue) => {
          const { lang, dir, nom } = messagesOf(langue);
          return (
            <li key={langue}>
              <a
                href={`${href}?langue=${langue}`}
                lang={lang}
                dir={dir}
                hrefLang={lang}
                aria-current={langue === m.langue ? 'true' : undefined}
              >
                {nom}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The same, closed until it is wanted: under a question, the languages must not stand between two answers. */
export function ChoixLanguePlie({ m }: { m: Messages }): ReactNode {
  return (
    <details>
      <summary>{m.dit('commun.choisir')}</summary>
      <ChoixLangue m={m} />
    </details>
  );
}

/** What a translation is worth, said in its own language. Nothing in French. */
export function NoteTraduction({ m }: { m: Messages }): ReactNode {
  if (m.langue === 'fr') return null;
  return (
    <p className="petit doux note-traduction">
      {m.dit('commun.fait-foi')} {m.relu ? null : m.dit('commun.non-relue')}
    </p>
  );
}

/** French words that stay French in a page of another language: the name of a démarche, of a paper, of a structure. */
export function EnFrancais({ m, children }: { m: Messages; children: ReactNode }): ReactNode {
  return m.lang === 'fr' ? children : <bdi lang="fr">{children}</bdi>;
}

/**
 * A sentence that reads from right to left, its French runs said to be French: they are between the two isolates that
 * `dit` puts around what it fills in. A date in its own script has no Latin letter and stays as it is.
 */
export function Isoles({ children: texte }: { children: string }): ReactNode {
  return texte.split(/(\u2068[^\u2069]*\u2069)/u).map((morceau, rang) =>
    morceau.startsWith('\u2068') && /\p{Script=Latin}/u.test(morceau) ? (
      <bdi key={rang} lang="fr">
        {morceau.slice(1, -1)}
      </bdi>
    ) : (
      morceau
    ),
  );
}

/** A sentence again, under the French one, in the language of the person. Nothing in French. */
export function Traduit({ m, cle }: { m: Messages; cle: Cle }): ReactNode {
  return m.langue === 'fr' || m.dit(cle) === FRANCAIS.dit(cle) ? null : (
    <span className="traduction" lang={m.lang} dir={m.dir}>
      {m.dit(cle)}
    </span>
  );
}

/** The French words under those of the person, for the writer beside her. Nothing in French. */
export function Francais({ m, children }: { m: Messages; children: ReactNode }): ReactNode {
  return m.lang === 'fr' ? null : (
    <span className="traduction petit doux" lang="fr" dir="ltr">
      {children}
    </span>
  );
}

/** The language in which a sheet is printed for the person, French unless the writer says another. */
export function LangueDeLaCopie(): ReactNode {
  const choix = LANGUES.map((code): Choix => ({ code, libelle: messagesOf(code).nom }));
  return <Liste nom="langue" libelle="Langue de la copie" choix={choix} valeur="fr" />;
}

/** Attributes of a part that stays French in a page of another language: what only the writer reads. */
export const enFrancais = ({ lang }: Messages): { lang?: 'fr'; dir?: 'ltr' } =>
  lang === 'fr' ? {} : { lang: 'fr', dir: 'ltr' };

/** Choices in the language of the person, each with its French words under it. */
export function doubles(m: Messages, dits: readonly Choix[], francais: readonly Choix[]): Choix[] {
  if (m.lang === 'fr') return [...dits];
  return dits.map((un) => ({
    ...un,
    traduction: <Francais m={m}>{francais.find(({ code }) => code === un.code)?.libelle}</Francais>,
  }));
}
