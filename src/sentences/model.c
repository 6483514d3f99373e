#include "sentences/model.h"

#include "base/text.h"

uint32_t key_find(key_table table, uint64_t key) {
    if (!table.slots) return HS_NONE;
    uint32_t mark = (uint32_t)(key >> 32) | 1;
    for (uint32_t at = (uint32_t)key & table.mask; table.slots[at].mark; at = (at + 1) & table.mask)
        if (table.slots[at].mark == mark) return table.slots[at].value;
    return HS_NONE;
}

hs_text model_language(const model *known) { return known->language; }
hs_text model_xpos(const model *known, uint16_t xpos) { return xpos < known->xpos_count ? known->xpos[xpos] : TEXT(""); }
hs_text model_features(const model *known, uint16_t number) {
    return number < known->feature_count ? known->features[number] : TEXT("");
}
