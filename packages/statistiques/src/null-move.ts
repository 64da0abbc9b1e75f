/** Integer steps that leave every equality as it was. */
export type NullMove = { readonly unknowns: readonly number[]; readonly steps: readonly number[] };
