import digcompsatData from '../data/digcompsat-bands@1.json' with { type: 'json' };
import dsi1Data from '../data/eurostat-dsi1@2015.json' with { type: 'json' };
import evaData from '../data/eva-bands@2026.json' with { type: 'json' };
import insee2017Data from '../data/insee-illectronisme@2017.json' with { type: 'json' };
import insee2019Data from '../data/insee-illectronisme@2019.json' with { type: 'json' };
import observationData from '../data/observation-taches@0.json' with { type: 'json' };
import ukEdsData from '../data/uk-eds-work@2022.json' with { type: 'json' };
import { type Instrument, instrumentKey } from './instrument.ts';
import { eurostatDsi2021, inseeIllectronisme2021, withItemsOf } from './official-editions.ts';

// A test passes every file through parseInstrument: at run time they are trusted.
const insee2017 = insee2017Data as unknown as Instrument;

/**
 * The shipped instruments, by `id@version`. Whoever needs one alone takes it by its own name: a bundle then leaves the
 * others out.
 */
export const instruments: Readonly<Record<string, Instrument>> = /* @__PURE__ */ byKey([
  eurostatDsi2021,
  dsi1Data as unknown as Instrument,
  inseeIllectronisme2021,
  /* @__PURE__ */ withItemsOf(insee2017, insee2019Data as unknown as Omit<Instrument, 'items'>),
  insee2017,
  observationData as unknown as Instrument,
  ukEdsData as unknown as Instrument,
  digcompsatData as unknown as Instrument,
  evaData as unknown as Instrument,
]);

// `instruments[key]` with a key from outside finds an instrument or nothing, even for "constructor".
function byKey(all: readonly Instrument[]): Readonly<Record<string, Instrument>> {
  const entries = Object.fromEntries(all.map((instrument) => [instrumentKey(instrument), instrument]));
  return Object.freeze(Object.assign(Object.create(null) as Record<string, Instrument>, entries));
}
