// Universal Dependencies v2: parts of speech, relations and the features that rules use.
// The tables are closed: a treebank's relation that is not listed is read as its universal
// part. Source: universaldependencies.org, guidelines v2.
#ifndef BASE_UD_H
#define BASE_UD_H

#include "hearsay.h"

#define UD_UPOS(X)                                                                                          \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) X(PUNCT)   \
    X(SCONJ) X(SYM) X(VERB) X(X)

typedef enum ud_upos {
#define X(name) UPOS_##name,
    UD_UPOS(X)
#undef X
    UPOS_COUNT
} ud_upos;

// name in C, name in CoNLL-U, universal part
#define UD_RELATIONS(X)                                                                                     \
    X(ACL, "acl", ACL) X(ACL_RELCL, "acl:relcl", ACL) X(ADVCL, "advcl", ADVCL)                              \
    X(ADVCL_RELCL, "advcl:relcl", ADVCL) X(ADVMOD, "advmod", ADVMOD) X(AMOD, "amod", AMOD)                  \
    X(APPOS, "appos", APPOS) X(AUX, "aux", AUX) X(AUX_PASS, "aux:pass", AUX) X(CASE, "case", CASE)          \
    X(CC, "cc", CC) X(CC_PRECONJ, "cc:preconj", CC) X(CCOMP, "ccomp", CCOMP) X(CLF, "clf", CLF)             \
    X(COMPOUND, "compound", COMPOUND) X(COMPOUND_PRT, "compound:prt", COMPOUND) X(CONJ, "conj", CONJ)       \
    X(COP, "cop", COP) X(CSUBJ, "csubj", CSUBJ) X(CSUBJ_OUTER, "csubj:outer", CSUBJ)                        \
    X(CSUBJ_PASS, "csubj:pass", CSUBJ) X(DEP, "dep", DEP) X(DET, "det", DET)                                \
    X(DET_PREDET, "det:predet", DET) X(DISCOURSE, "discourse", DISCOURSE)                                   \
    X(DISLOCATED, "dislocated", DISLOCATED) X(EXPL, "expl", EXPL) X(EXPL_IMPERS, "expl:impers", EXPL)       \
    X(EXPL_PASS, "expl:pass", EXPL) X(EXPL_PV, "expl:pv", EXPL) X(FIXED, "fixed", FIXED)                    \
    X(FLAT, "flat", FLAT) X(GOESWITH, "goeswith", GOESWITH) X(IOBJ, "iobj", IOBJ) X(LIST, "list", LIST)     \
    X(MARK, "mark", MARK) X(NMOD, "nmod", NMOD) X(NMOD_DESC, "nmod:desc", NMOD)                             \
    X(NMOD_POSS, "nmod:poss", NMOD) X(NMOD_UNMARKED, "nmod:unmarked", NMOD) X(NSUBJ, "nsubj", NSUBJ)        \
    X(NSUBJ_OUTER, "nsubj:outer", NSUBJ) X(NSUBJ_PASS, "nsubj:pass", NSUBJ) X(NUMMOD, "nummod", NUMMOD)     \
    X(OBJ, "obj", OBJ) X(OBL, "obl", OBL) X(OBL_AGENT, "obl:agent", OBL) X(OBL_ARG, "obl:arg", OBL)         \
    X(OBL_UNMARKED, "obl:unmarked", OBL) X(ORPHAN, "orphan", ORPHAN) X(PARATAXIS, "parataxis", PARATAXIS)   \
    X(PUNCT, "punct", PUNCT) X(REPARANDUM, "reparandum", REPARANDUM) X(ROOT, "root", ROOT)                  \
    X(VOCATIVE, "vocative", VOCATIVE) X(XCOMP, "xcomp", XCOMP)

typedef enum ud_relation {
#define X(name, label, universal) REL_##name,
    UD_RELATIONS(X)
#undef X
    REL_COUNT
} ud_relation;

// Features that rules ask for, one bit each (CoNLL-U column 6).
enum {
    MORPH_SINGULAR = 1 << 0,   // Number=Sing
    MORPH_PLURAL = 1 << 1,     // Number=Plur
    MORPH_PAST = 1 << 2,       // Tense=Past
    MORPH_PRESENT = 1 << 3,    // Tense=Pres
    MORPH_FUTURE = 1 << 4,     // Tense=Fut
    MORPH_IMPERFECT = 1 << 5,  // Tense=Imp
    MORPH_FINITE = 1 << 6,     // VerbForm=Fin
    MORPH_INFINITIVE = 1 << 7, // VerbForm=Inf
    MORPH_GERUND = 1 << 8,     // VerbForm=Ger
    MORPH_PARTICIPLE = 1 << 9, // VerbForm=Part
    MORPH_INDICATIVE = 1 << 10, MORPH_SUBJUNCTIVE = 1 << 11, MORPH_IMPERATIVE = 1 << 12, MORPH_CONDITIONAL = 1 << 13,
    MORPH_PASSIVE = 1 << 14,   // Voice=Pass
    MORPH_FIRST = 1 << 15, MORPH_SECOND = 1 << 16, MORPH_THIRD = 1 << 17, // Person
    MORPH_FEMININE = 1 << 18, MORPH_MASCULINE = 1 << 19,
    MORPH_NEGATIVE = 1 << 20,  // Polarity=Neg or PronType=Neg
    MORPH_POSSESSIVE = 1 << 21,
    MORPH_REFLEXIVE = 1 << 22,
    MORPH_PERSONAL = 1 << 23,  // PronType=Prs
    MORPH_RELATIVE = 1 << 24,  // PronType=Rel
    MORPH_INTERROGATIVE = 1 << 25,
    MORPH_DEMONSTRATIVE = 1 << 26,
    MORPH_DEFINITE = 1 << 27, MORPH_INDEFINITE = 1 << 28,
    MORPH_ORDINAL = 1 << 29,   // NumType=Ord
};

// The name in CoNLL-U; static. `upos` < UPOS_COUNT, `relation` < REL_COUNT.
hs_text ud_upos_name(uint8_t upos);
hs_text ud_relation_name(uint8_t relation);
// REL_ACL for REL_ACL_RELCL.
extern const uint8_t ud_universals[REL_COUNT];
static inline uint8_t ud_relation_universal(uint8_t relation) { return ud_universals[relation]; }
// UPOS_X where the name is unknown.
uint8_t ud_upos_find(hs_text name);
// The listed relation, else its universal part, else REL_DEP.
uint8_t ud_relation_find(hs_text name);
// MORPH_* bits of a CoNLL-U FEATS column.
uint32_t ud_morph(hs_text features);

#endif
