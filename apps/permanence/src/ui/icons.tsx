import type { ReactNode } from 'react';

/** Our own drawings: one stroke of the same pen, on a grid of 24. */
const traits = {
  journee: <path d="M4 20V9.5L12 4l8 5.5V20M9.5 20v-6h5v6M3 20h18" />,
  accueil: (
    <path d="M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6m8 1.5a2.5 2.5 0 1 0 0-5M2.5 19c.6-3 2.8-5 5.5-5s4.9 2 5.5 5m2.5-4c2.6 0 4.6 1.5 5.5 4" />
  ),
  mandat: <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 11h6M9 14h3m-2.5 4c1.5-2 2.5-2 3 0 .8-1 1.5-1 2.5 0" />,
  relecture: <path d="M4 5h16v11h-8l-4.5 4v-4H4zM8 9h8M8 12h5" />,
  demarches: <path d="M5 20V5.5A1.5 1.5 0 0 1 6.5 4H19v16H6.5A1.5 1.5 0 0 1 5 18.5M5 17h14M9 8h6m-6 3.5h4" />,
  diagnostic: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m3.5-12.5-2 5-5 2 2-5z" />,
  tableau: <path d="M4 20V4m0 16h16M8 16v-4m4 4V8m4 8v-6" />,
  rapports: <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 17v-3m3 3v-6m3 6v-4" />,
  reseau: (
    <path d="M12 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M5.5 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5m13 0a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M11 8.5 6.7 15.2m6.3-6.7 4.3 6.7M8 17.5h8" />
  ),
  personnes: (
    <path d="M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M4.5 20c.8-3.5 3.8-5.5 7.5-5.5s6.7 2 7.5 5.5" />
  ),
  relances: (
    <path d="M12 4a6 6 0 0 1 6 6c0 4.5 1.5 5.5 1.5 7h-15c0-1.5 1.5-2.5 1.5-7a6 6 0 0 1 6-6m-2 13.5a2 2 0 0 0 4 0" />
  ),
  orientation: <path d="M12 21V3m0 2h6l2 2.5-2 2.5h-6m0 2H6l-2 2.5L6 17h6m-3 4h6" />,
  feuille: <path d="M4 5h16v14H4zm0 4.7h16m-16 4.6h16M9 5v14" />,
  adressages: <path d="M4 6h16v12H4zm0 1 8 6 8-6" />,
  planning: <path d="M4 6h16v14H4zm0 4.5h16M8 3.5V8m8-4.5V8m-7.5 6h2m3 0h2" />,
  blocages: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M6 6l12 12" />,
  imports: <path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 15v5h16v-5" />,
  conservation: <path d="M4 5h16v4H4zm1.5 4v10h13V9M9.5 13h5" />,
  journal: <path d="M5 4h14v16H5zm0 4h14M8.5 12h7m-7 4h4" />,
  administration: <path d="M4 7h9m4 0h3M4 17h3m4 0h9m-5-12v4M9 15v4" />,
  horsConnexion: (
    <path d="M3 9c5.5-4.5 12.5-4.5 18 0M6.5 13c3.5-2.7 7.5-2.7 11 0M10 17c1.3-.8 2.7-.8 4 0M4 4l16 16" />
  ),
  affichage: <path d="M4 19 9 6h1l5 13M5.8 15h7.4m3.3 4 2.5-7h.5l2.5 7m-4.7-2.5h3.9" />,
  aide: (
    <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5c0-1.5 1.1-2.5 2.5-2.5s2.5 1 2.5 2.3c0 1.9-2.5 2-2.5 4.2m0 2.5v.01" />
  ),
  fait: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  fleche: <path d="M5 12h14m-5.5-5.5L19 12l-5.5 5.5" />,
  imprimer: <path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z" />,
  telecharger: <path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 20h16" />,
  chercher: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13m4.7-1.8L20 20" />,
  horloge: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m0-14v5l3.5 2" />,
  lieu: <path d="M12 21c4-4.5 6.5-7.7 6.5-11a6.5 6.5 0 0 0-13 0c0 3.3 2.5 6.5 6.5 11m0-8a2 3 0 1 0 0-6" />,
  clef: <path d="M8 15.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9m4.5-4.5H21v3m-4-3v2.5" />,
  attention: <path d="M12 4 2.8 19.5h18.4zM12 10v4.5m0 2.5v.01" />,
  info: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m0-10v5.5M12 7.5v.01" />,
  protege: <path d="M12 3.5 5 6v5.5c0 4.2 2.8 7.4 7 9 4.2-1.6 7-4.8 7-9V6zm-3 8.5 2.2 2.2L15.5 10" />,
  sortie: <path d="M10 4H5v16h5m4-12 4 4-4 4m4-4H9.5" />,
  plume: <path d="M4 20c4-9 9-14.5 16-16-1 7-6 12-13 13m-3 3 7-8" />,
} as const satisfies Record<string, ReactNode>;

export type NomIcone = keyof typeof traits;

/** A decoration: the words beside it carry the meaning, so it’s hidden from screen readers. Its width is for no sheet. */
export function Icone({ nom }: { nom: NomIcone }): ReactNode {
  return (
    <svg className="icone" width="24" viewBox="0 0 24 24" aria-hidden="true">
      {traits[nom]}
    </svg>
  );
}

/** The mark: a pen holder, its brass ferrule and its nib, on a drop of violet ink. Drawn by the sheet, in the ink of the theme. */
export function Marque(): ReactNode {
  return <span className="sceau" />;
}
