/** An image as it is kept and served. */
export interface ImageLue {
  type: 'image/png' | 'image/jpeg';
  /** Pixels. */
  largeur: number;
  hauteur: number;
  octets: Buffer;
}

/** What is wrong with a file: broken, followed by something, heavier than its size asks for, printer's colours, or its size. */
export type LectureImage =
  | ImageLue
  | { faute: 'abime' | 'surplus' | 'bombe' | 'couleurs' }
  | { faute: 'taille'; largeur: number; hauteur: number };

/** Whether a size may be shown; asked before anything is unpacked. */
export type Mesure = (largeur: number, hauteur: number) => boolean;
