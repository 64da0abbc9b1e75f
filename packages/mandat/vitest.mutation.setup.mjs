import fc from 'fast-check';

// A mutant that a property sees is dead at the first counter-example; one that it does not see by then outlives it.
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 150 });
