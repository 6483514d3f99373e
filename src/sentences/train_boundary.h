// Learning of sentence ends (boundary.h).
#ifndef SENTENCES_TRAIN_BOUNDARY_H
#define SENTENCES_TRAIN_BOUNDARY_H

#include "sentences/conllu.h"
#include "sentences/model.h"

// Weights [BOUNDARY_WEIGHTS] in `keep`; `known` has its word kinds already.
const int16_t *train_boundaries(const treebank *banks, size_t count, const model *known, hs_arena *keep, hs_arena scratch);

#endif
