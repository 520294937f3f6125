import type { Resolvers } from '../generated/resolvers.ts';

export const vocabularyResolvers: Resolvers = {
  Plan: {
    vocabularies: (plan, _, ctx, info) => ctx.read.many('Plan.vocabularies', plan, info),
  },
  Program: {
    vocabularies: (program, _, ctx, info) => ctx.read.many('Program.vocabularies', program, info),
    terms: (program, _, ctx, info) => ctx.read.many('Program.terms', program, info),
  },
  Vocabulary: {
    terms: (vocabulary, _, ctx, info) => ctx.read.many('Vocabulary.terms', vocabulary, info),
  },
};
