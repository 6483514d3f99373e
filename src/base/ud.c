// See ud.h.
#include "base/ud.h"

#include "base/text.h"

static const hs_text upos_names[UPOS_COUNT] = {
#define X(name) TEXT_INIT(#name),
    UD_UPOS(X)
#undef X
};

static const hs_text relation_names[REL_COUNT] = {
#define X(name, label, universal) TEXT_INIT(label),
    UD_RELATIONS(X)
#undef X
};

const uint8_t ud_universals[REL_COUNT] = {
#define X(name, label, universal) REL_##universal,
    UD_RELATIONS(X)
#undef X
};

static const struct {
    hs_text name;
    uint32_t bit;
} morphs[] = {
    {TEXT_INIT("Number=Sing"), MORPH_SINGULAR},      {TEXT_INIT("Number=Plur"), MORPH_PLURAL},
    {TEXT_INIT("Tense=Past"), MORPH_PAST},           {TEXT_INIT("Tense=Pres"), MORPH_PRESENT},
    {TEXT_INIT("Tense=Fut"), MORPH_FUTURE},          {TEXT_INIT("Tense=Imp"), MORPH_IMPERFECT},
    {TEXT_INIT("VerbForm=Fin"), MORPH_FINITE},       {TEXT_INIT("VerbForm=Inf"), MORPH_INFINITIVE},
    {TEXT_INIT("VerbForm=Ger"), MORPH_GERUND},       {TEXT_INIT("VerbForm=Part"), MORPH_PARTICIPLE},
    {TEXT_INIT("Mood=Ind"), MORPH_INDICATIVE},       {TEXT_INIT("Mood=Sub"), MORPH_SUBJUNCTIVE},
    {TEXT_INIT("Mood=Imp"), MORPH_IMPERATIVE},       {TEXT_INIT("Mood=Cnd"), MORPH_CONDITIONAL},
    {TEXT_INIT("Voice=Pass"), MORPH_PASSIVE},        {TEXT_INIT("Person=1"), MORPH_FIRST},
    {TEXT_INIT("Person=2"), MORPH_SECOND},           {TEXT_INIT("Person=3"), MORPH_THIRD},
    {TEXT_INIT("Gender=Fem"), MORPH_FEMININE},       {TEXT_INIT("Gender=Masc"), MORPH_MASCULINE},
    {TEXT_INIT("Polarity=Neg"), MORPH_NEGATIVE},     {TEXT_INIT("PronType=Neg"), MORPH_NEGATIVE},
    {TEXT_INIT("Poss=Yes"), MORPH_POSSESSIVE},       {TEXT_INIT("Reflex=Yes"), MORPH_REFLEXIVE},
    {TEXT_INIT("PronType=Prs"), MORPH_PERSONAL},     {TEXT_INIT("PronType=Rel"), MORPH_RELATIVE},
    {TEXT_INIT("PronType=Int,Rel"), MORPH_RELATIVE}, // treebanks that do not tell "que" of relative clauses from that of questions
    {TEXT_INIT("PronType=Int"), MORPH_INTERROGATIVE}, {TEXT_INIT("PronType=Dem"), MORPH_DEMONSTRATIVE},
    {TEXT_INIT("Definite=Def"), MORPH_DEFINITE},     {TEXT_INIT("Definite=Ind"), MORPH_INDEFINITE},
    {TEXT_INIT("NumType=Ord"), MORPH_ORDINAL},
};

hs_text ud_upos_name(uint8_t upos) { return upos_names[upos]; }
hs_text ud_relation_name(uint8_t relation) { return relation_names[relation]; }

uint8_t ud_upos_find(hs_text name) {
    for (uint8_t i = 0; i < UPOS_COUNT; i++)
        if (text_equal(upos_names[i], name)) return i;
    return UPOS_X;
}

uint8_t ud_relation_find(hs_text name) {
    for (uint8_t i = 0; i < REL_COUNT; i++)
        if (text_equal(relation_names[i], name)) return i;
    hs_text rest = name, universal = text_cut(&rest, ':');
    return universal.size < name.size ? ud_relation_find(universal) : REL_DEP;
}

uint32_t ud_morph(hs_text features) {
    uint32_t bits = 0;
    while (features.size) {
        hs_text one = text_cut(&features, '|');
        for (size_t i = 0; i < sizeof morphs / sizeof *morphs; i++)
            if (text_equal(morphs[i].name, one)) bits |= morphs[i].bit;
    }
    return bits;
}
