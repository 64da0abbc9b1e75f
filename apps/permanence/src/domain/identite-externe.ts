/** Who somebody is for another house: its address, and the name that it gave and never gives to another. */
export interface Identite {
  emetteur: string;
  sujet: string;
}
